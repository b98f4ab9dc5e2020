/** What batches say when they refuse. */
export const BATCH_MESSAGES = {
  'batch.absent': {
    zh: '没有这个批次，或者它不属于本机关。',
    en: 'There is no such batch, or it is not of your organ.',
  },
  'batch.wrong_state': {
    zh: '批次当前状态为“{state}”，此步骤只能在“{needed}”时进行。',
    en: 'The batch is "{state}"; this step is open only when it is "{needed}".',
  },
  'batch.has_faults': {
    zh: '有 {faults} 行存在问题，而您选择了“全部无误才接收”。请改正后重新报送，或改选“只接收无误的行”。',
    en: '{faults} rows have problems and you asked for all or none. Mend them and send again, or accept the good rows only.',
  },
  'batch.read_again': {
    zh: '数据库重启后正在重新读取该批次的文件，请稍候再试；尚未接收任何数据。',
    en: 'After a restart of the database the file of this batch is being read again. Nothing was accepted; try in a moment.',
  },
  'batch.no_file': { zh: '请求中没有文件。', en: 'The request carries no file.' },
  'quarantine.absent': {
    zh: '没有这项待处置数据：可能已由他人处置，或者不属于本机关。',
    en: 'Nothing like this waits any more: somebody has settled it, or it is not of your organ.',
  },
  'quarantine.cannot_accept': {
    zh: '这类问题不能直接接收，请退回报送人改正后重新报送。',
    en: 'This kind of problem cannot be accepted as it stands; return it to be mended and sent again.',
  },
  'quarantine.cannot_classify': {
    zh: '只有类别不明的记录需要认定类别。',
    en: 'Only a record of unknown class is to be classified.',
  },
} as const;
