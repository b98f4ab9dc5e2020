/** What the vault says when it refuses. */
export const VAULT_MESSAGES = {
  'vault.unreadable': {
    zh: '加密内容无法打开：密钥不符，或内容被改动。请核对密钥文件是否为本系统原来的那一份。',
    en: 'The sealed content cannot be opened: the key is not the one it was sealed with, or it was changed. Check that the key file is the one this installation began with.',
  },
  'vault.absent': {
    zh: '没有这项加密内容，或者它不属于本机关。',
    en: 'There is no such sealed content, or it is not of your organ.',
  },
} as const;
