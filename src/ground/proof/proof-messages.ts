/** What the verifiable log, its verifier and the witness say when they refuse. */
export const PROOF_MESSAGES = {
  'proof.malformed': {
    zh: '证明、存证点、签名或公钥的格式不对（{what}）。请核对文件是否完整、未经改动。',
    en: 'A proof, checkpoint, signature or key is not of its form ({what}). See that the file is whole and unchanged.',
  },
  'proof.answer_differs': {
    zh: '回执中的答复与所签名的答复不同',
    en: 'the answer on the receipt is another than the one that was signed',
  },
  'proof.not_signed': {
    zh: '存证点上没有密钥 {key} 的有效签名，因此不能采信。',
    en: 'The checkpoint carries no valid signature of the key {key}, so it cannot be relied on.',
  },
  'proof.not_included': {
    zh: '证明不成立：这一记录不在该存证点（共 {size} 笔）的第 {index} 号叶子上。',
    en: 'The proof does not hold: the entry is not leaf {index} of the tree of size {size}.',
  },
  'proof.row_differs': {
    zh: '证明所附的内容（{source}）与记录中的摘要不符。',
    en: 'The content that comes with the proof ({source}) does not agree with the digest in the entry.',
  },
  'proof.not_witnessed': {
    zh: '见证方 {witness} 没有在这一存证点上有效副署。',
    en: 'The witness {witness} has not validly cosigned this checkpoint.',
  },
  'proof.key_wanted': {
    zh: '核对证明须给出所信任的日志公钥（--key）；公钥应另行取得，不能取自证明本身。',
    en: 'To check a proof give the public key of the log that you trust (--key); get it from elsewhere than the proof.',
  },
  'proof.unreadable': {
    zh: '无法读取 {file}（{reason}）。',
    en: 'The file {file} cannot be read ({reason}).',
  },
  'log.tile_absent': {
    zh: '可验证日志中没有这一瓦片（{tile}）。',
    en: 'The verifiable log has no such tile ({tile}).',
  },
  'log.no_checkpoint': {
    zh: '可验证日志还没有存证点；有了第一笔记录后一秒之内就会有。',
    en: 'The verifiable log has no checkpoint yet; it has one within a second of the first entry.',
  },
  'log.not_yet': {
    zh: '这一记录还没有进入可验证日志，一秒之内就会进入；请稍后再取。',
    en: 'The entry is not yet in the verifiable log; it is there within a second. Ask again.',
  },
  'journal.entry_absent': {
    zh: '没有这一流水账记录，或不属于本机关可见的范围。',
    en: 'There is no such journal entry, or none that this organ may see.',
  },
  'log.gap': {
    zh: '流水账在第 {position} 位缺一笔：有人绕过程序删除了记录。日志停止增长，请用 zhengming verify 查明。',
    en: 'The journal lacks position {position}: somebody removed it behind the program’s back. The log stops growing; zhengming verify tells more.',
  },
  'log.root_differs': {
    zh: '流水账与已签名的存证点（第 {size} 位）不符：有人绕过程序改动了记录。日志停止增长，请用 zhengming verify 查明。',
    en: 'The journal does not agree with the signed checkpoint of size {size}: somebody changed it behind the program’s back. The log stops growing; zhengming verify tells more.',
  },
  'log.rolled_back': {
    zh: '数据库只到第 {database} 位，而已经公布的存证点到了第 {published} 位：数据库被退回到旧状态。日志停止增长；请恢复较新的备份。',
    en: 'The database reaches position {database}, and a checkpoint of size {published} was published: the database was set back. The log stops growing; restore a later backup.',
  },
  'log.other_key': {
    zh: '数据库中的存证点不是由 {key} 签名的；请恢复原来的日志密钥文件和日志名称。',
    en: 'The checkpoints of the database were not signed by {key}; restore the log’s own key file and name.',
  },
  'log.witness_refused': {
    zh: '见证方 {witness} 没有副署（应答 {status}）。',
    en: 'The witness {witness} did not cosign (answer {status}).',
  },
  'witness.unreadable': {
    zh: '见证方保存的所见存证点 {file} 已损坏；请从备份恢复，切勿删除：忘记所见的见证方不能作证。',
    en: 'What the witness has seen ({file}) is damaged; restore it from a backup and do not delete it: a witness that forgot cannot testify.',
  },
  'start.log_key_missing': {
    zh: '可验证日志的密钥文件 {file} 不在，而日志中已有用它签名的存证点；请从备份恢复该文件，切勿另造',
    en: 'the key file {file} of the verifiable log is missing, and checkpoints were signed with it; restore the file from its backup, never make another',
  },
} as const;
