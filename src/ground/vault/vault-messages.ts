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
  'start.other_master_key': {
    zh: '{where} 要用标记为 {needed} 的主密钥打开，给出的主密钥标记为 {given}。请给出前者；更换主密钥中断的，或恢复的是更换之前的备份，请再执行 zhengming key change',
    en: '{where} opens with the master key marked {needed}, and the key given is marked {given}. Give the first; where a change of the master key was broken off, or the backup is from before it, run zhengming key change again',
  },
  'key.same': {
    zh: '新旧主密钥是同一个（标记 {mark}）',
    en: 'the new master key is the old one (mark {mark})',
  },
  'key.new_wanted': {
    zh: '请用 ZHENGMING_NEW_KEY_FILE、ZHENGMING_NEW_KEY 或 ZHENGMING_NEW_KEY_COMMAND 给出新主密钥（zhengming key make 可以生成）',
    en: 'give the new master key with ZHENGMING_NEW_KEY_FILE, ZHENGMING_NEW_KEY or ZHENGMING_NEW_KEY_COMMAND (zhengming key make makes one)',
  },
  'key.other_new': {
    zh: '给出的新主密钥标记为 {given}，不是 --to 所写的 {wanted}',
    en: 'the new master key that was given is marked {given}, not {wanted} as --to says',
  },
  'key.file_exists': {
    zh: '{file} 已存在；密钥文件从不改写，请另取一名',
    en: '{file} is there already; a key file is never written over: take another name',
  },
  'key.program_running': {
    zh: '还有程序连着数据库（{connections} 个连接）；请先停止各台机器上的程序，再更换主密钥',
    en: 'a program is connected to the database ({connections} connections); stop it on every machine before the master key is changed',
  },
  'key.not_decided': {
    zh: '由 {from} 换为 {to} 尚未经两名管理人员提出和决定；请先在工作台“程序密钥”页提出，由另一名管理人员决定',
    en: 'a change from {from} to {to} was not proposed and decided by two administrators; do so on the page of keys in the console first',
  },
  'key.change_absent': {
    zh: '没有提出过更换主密钥',
    en: 'no change of the master key was proposed',
  },
  'key.change_settled': {
    zh: '这次更换已经决定，或者其后又提出了新的更换',
    en: 'this change was decided already, or a newer one was proposed since',
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
