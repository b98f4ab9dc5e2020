/**
 * Every deed that somebody may or may not do, in the order in which screens list them. The schema of the policies
 * (policies/schema.cedarschema) holds the same list, a test compares; a new deed is written in both and in the matrix.
 */
export const DEEDS = {
  'law.propose': { zh: '起草规则版本', en: 'draft an edition of the law packs' },
  'law.review': { zh: '审核规则版本', en: 'review an edition of the law packs' },
  'law.adopt': { zh: '采用规则版本', en: 'adopt an edition of the law packs' },
  'batch.submit': { zh: '报送批次', en: 'deliver a batch' },
  'batch.preview': { zh: '预览批次', en: 'preview a batch' },
  'batch.read': { zh: '查看批次', en: 'read a batch' },
  'batch.accept': { zh: '接收批次', en: 'accept a batch' },
  'batch.discard': { zh: '撤销批次', en: 'discard a batch' },
  'quarantine.resolve': { zh: '处理待核数据', en: 'resolve a quarantined row' },
  'identifier.accept_fault': { zh: '接受有误的代码', en: 'accept a faulty code' },
  'record.read': { zh: '查看记录', en: 'read records' },
  'record.classify': { zh: '认定记录类别', en: 'classify a record' },
  'record.correct': { zh: '更正记录', en: 'correct a record' },
  'record.withdraw': { zh: '撤回记录', en: 'withdraw a record' },
  'sealed.look': { zh: '查看密封数据', en: 'look at a sealed value' },
  'publication.review': { zh: '审核公示', en: 'review a publication' },
  'publication.refuse': { zh: '拒绝公示', en: 'refuse a publication' },
  'publication.release': { zh: '发布公示', en: 'release a publication' },
  'publication.withdraw': { zh: '撤回公示', en: 'withdraw a publication' },
  'check.ask': { zh: '查询信用信息', en: 'ask what stands in force' },
  'objection.enter': { zh: '登记书面异议', en: 'enter an objection made on paper' },
  'journal.read': { zh: '查阅操作日志', en: 'read the journal' },
  'account.read': { zh: '查看机构和账号', en: 'read organs and accounts' },
  'organ.create': { zh: '设立机构', en: 'set up an organ' },
  'post.create': { zh: '设立岗位', en: 'set up a post' },
  'post.assign': { zh: '安排岗位', en: 'assign a post' },
  'post.end': { zh: '免除岗位', en: 'end the holding of a post' },
  'account.create': { zh: '开设程序账号', en: 'open an account for a program' },
  'account.invite': { zh: '邀请账号', en: 'invite a person' },
  'account.lock': { zh: '锁定账号', en: 'lock an account' },
  'account.unlock': { zh: '解锁账号', en: 'unlock an account' },
  'key.issue': { zh: '发放密钥', en: 'issue a key' },
  'key.revoke': { zh: '吊销密钥', en: 'revoke a key' },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>;

export type Deed = keyof typeof DEEDS;
