/** What the vault says when it refuses. */
export const VAULT_MESSAGES = {
  'vault.unreadable': {
    zh: '加密内容无法打开：密钥不符，或内容被改动。请核对密钥文件是否为本系统原来的那一份。',
    en: 'The sealed content cannot be opened: the key is not the one it was sealed with, or it was changed. Check that the key file is the one this installation began with.',
  },
  'vault.erased': {
    zh: '这项内容已依法抹除，任何人都不能再打开；抹除的决定见抹除登记。',
    en: 'This content was erased by law, and nobody can open it any more; the decision stands in the register of erasures.',
  },
  'start.erasable_keys_missing': {
    zh: '可抹除密钥不在 {folder}，而已有数据要靠它才能打开；请从其单独的备份恢复该目录，切勿另造',
    en: 'the erasable keys are not in {folder}, and data is sealed that needs them; restore the folder from its own backup, never make another',
  },
  'vault.change_under_way': {
    zh: '已有人要求更换密钥，尚未换好，请稍后再办。',
    en: 'A new key was asked for already and is not made yet; try again in a moment.',
  },
  'vault.absent': {
    zh: '没有这项加密内容，或者它不属于本机关。',
    en: 'There is no such sealed content, or it is not of your organ.',
  },
} as const;
