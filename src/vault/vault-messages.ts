/** What the vault says when it refuses. */
export const VAULT_MESSAGES = {
  'vault.unreadable': {
    zh: '加密内容无法打开：密钥不符，或内容被改动。请核对密钥文件是否为本系统原来的那一份。',
    en: 'The sealed content cannot be opened: the key is not the one it was sealed with, or it was changed. Check that the key file is the one this installation began with.',
  },
  'vault.bad_key_file': {
    zh: '密钥文件不是 32 字节的 base64 文本。请恢复原来的密钥文件；没有它，已加密的内容无法读出。',
    en: 'The key file does not hold 32 bytes in base64. Restore the original one: without it nothing sealed can be read.',
  },
  'vault.absent': {
    zh: '没有这项加密内容，或者它不属于本机关。',
    en: 'There is no such sealed content, or it is not of your organ.',
  },
} as const;
