/**
 * The facts that a template (文书模板) may name. A closed list: what is not here cannot stand in a document, and there is no word in
 * it for a score, a count or another record (design §1.1, §1.8; 行政处罚法 art. 59). `table` facts have their columns here, so that a
 * document and its form for a screen reader say the same.
 */
type TextFact = { readonly type: 'text' | 'day'; readonly zh: string; readonly en: string };
type Column = { readonly zh: string; readonly en: string; readonly width: number };
type TableFact = {
  readonly type: 'table';
  readonly zh: string;
  readonly en: string;
  readonly columns: readonly Column[];
};
export type DocumentFact = TextFact | TableFact;

const text = (zh: string, en: string): TextFact => ({ type: 'text', zh, en });
const day = (zh: string, en: string): TextFact => ({ type: 'day', zh, en });
const table = (zh: string, en: string, ...columns: [zh: string, en: string, width: number][]): TableFact => ({
  type: 'table',
  zh,
  en,
  columns: columns.map(([name, nameEn, width]) => ({ zh: name, en: nameEn, width })),
});

const number: [string, string, number] = ['序号', 'No.', 1.2];
const entry = (zh: string, en: string) =>
  table(
    zh,
    en,
    number,
    ['文号或者名称', 'Number or name', 5],
    ['作出机关', 'Organ', 4],
    ['日期', 'Day', 3],
    ['内容', 'Content', 6],
  );

export const DOCUMENT_FACTS = {
  party: text('当事人', 'the party'),
  partyCode: text('统一社会信用代码', 'unified social credit code'),
  organ: text('本机关', 'this organ'),
  contact: text('联系方式', 'how to reach the organ'),
  caseNumber: text('案件编号', 'number of the case'),
  recordNumber: text('所涉决定文号', 'number of the decision concerned'),
  provider: text('信息提供单位', 'provider of the information'),
  expert: text('检验、鉴定、评审机构', 'experts'),
  outcome: text('处理结果', 'the outcome'),
  ground: text('事由', 'the ground'),
  className: text('失信信息类别', 'class of the untrustworthy information'),
  domain: text('名单或者认定的名称', 'the list or the finding'),
  term: text('期限', 'the term'),
  action: text('拟作出或者作出的认定', 'the finding that is intended or made'),
  documentName: text('文书名称', 'name of the document'),
  documentNumber: text('文书文号', 'number of the document'),
  channel: text('送达方式', 'way of service'),
  recipient: text('受送达人', 'who is served'),
  reviewOrgan: text('行政复议机关', 'organ of administrative review'),
  court: text('有管辖权的人民法院', 'court that has jurisdiction'),
  place: text('地点', 'place'),
  accessCode: text('邀请码', 'code of invitation'),
  username: text('用户名', 'user name'),
  portal: text('网址', 'address of the portal'),
  reportNumber: text('报告编号', 'number of the report'),
  noLicences: text('没有行政许可时的说明', 'what is said where no licence is told'),
  noPenalties: text('没有行政处罚时的说明', 'what is said where no penalty is told'),
  notCollected: text('未归集的说明', 'what is said of a category that is not collected here'),
  purpose: text('查询用途', 'purpose of the query'),
  askedBy: text('前来办理的人', 'who came to the counter'),
  shownPapers: text('出示的材料', 'papers shown'),
  item: text('目录事项', 'catalogue item'),
  infoKinds: text('个人信息种类', 'kinds of personal information'),
  sensitiveKinds: text('敏感个人信息种类', 'kinds of sensitive information'),
  keptFor: text('保存期限', 'how long it is kept'),
  cause: text('原因', 'the cause'),
  harm: text('可能造成的危害', 'harm that may come of it'),
  heldOn: day('时间', 'day on which it was held'),
  foundOn: day('发现日期', 'day of finding'),
  receivedOn: day('收到日期', 'day of receipt'),
  recordDecidedOn: day('所涉决定日期', 'day of the decision concerned'),
  madeOn: day('本文书日期', 'day of this document'),
  noticedOn: day('告知日期', 'day of the prior notice'),
  dueOn: day('期限届满日', 'last day'),
  formerDueOn: day('原期限届满日', 'last day before the extension'),
  earliestRepairOn: day('最早可以申请修复的日期', 'first day on which repair may be asked'),
  lastPublishedOn: day('公示截止日', 'last day of publication'),
  termEndsOn: day('有效期届满日', 'last day of the term'),
  withdrawnOn: day('撤回日期', 'day of withdrawal'),
  asOf: day('数据截至日', 'day as of which the data stand'),
  points: table(
    '意见和证据',
    'points and exhibits',
    number,
    ['提出的意见或者证据', 'What was said or brought', 6],
    ['结果', 'Finding', 2.4],
    ['答复', 'Answer', 6],
  ),
  claims: table('提出的意见', 'what was said', number, ['提出的意见或者证据', 'What was said or brought', 12]),
  materials: table('材料', 'materials', number, ['材料名称', 'Material', 9], ['核对结果', 'Finding', 4]),
  lacking: table(
    '需要补正的材料',
    'what is to be supplemented',
    number,
    ['材料名称', 'Material', 6],
    ['需要补正的内容', 'What is lacking', 7],
  ),
  measures: table(
    '惩戒措施',
    'measures',
    number,
    ['措施', 'Measure', 4],
    ['依据', 'Basis', 5],
    ['期限和解除条件', 'Term, and how it is lifted', 4],
  ),
  inspections: table(
    '检查频次和复查',
    'inspections and review',
    ['现在每年检查', 'Inspections a year now', 4],
    ['认定期间每年检查', 'Inspections a year while it stands', 4],
    ['复查', 'Review', 5],
  ),
  documents: table(
    '送达文书',
    'documents served',
    number,
    ['文书名称', 'Document', 6],
    ['文号', 'Number', 5],
    ['页数', 'Pages', 2],
  ),
  licences: entry('行政许可', 'licences'),
  penalties: entry('行政处罚', 'penalties'),
  honours: entry('诚实守信相关荣誉', 'honours'),
  seriousLists: entry('严重失信主体名单', 'serious lists'),
  abnormalLists: entry('经营异常名录', 'lists of abnormal operation'),
  commitments: entry('信用承诺及履行', 'commitments and how they were kept'),
  ratings: entry('依法作出或者第三方作出的信用评价', 'ratings given by statute or by a named third party'),
  judgments: entry('司法裁判及执行', 'facts received from courts'),
  sanctions: entry('行业处分', 'sanctions of the association'),
  others: entry('其他信息', 'other information'),
  localItems: entry('地方补充目录信息', 'items of the local catalogue'),
  advice: table(
    '信用状况提升建议',
    'what may be done',
    number,
    ['所涉信息', 'Information', 5],
    ['可以做什么、自何日起', 'What, and from when', 8],
  ),
  objections: table('异议标注', 'marks of objection', number, ['所涉信息', 'Information', 6], ['提出日期', 'Since', 4]),
  statements: table(
    '信用主体的说明',
    'statements of the party',
    number,
    ['所涉信息', 'Information', 5],
    ['说明', 'Statement', 8],
  ),
  sources: table(
    '数据来源',
    'sources',
    number,
    ['来源单位', 'Source', 6],
    ['类别', 'Kind', 4],
    ['最近更新', 'Last update', 3],
  ),
  uses: table(
    '查询和使用情况',
    'who looked',
    number,
    ['查询单位', 'Organ', 5],
    ['事项', 'Matter', 5],
    ['日期', 'Day', 3],
  ),
} as const satisfies Readonly<Record<string, DocumentFact>>;

export type DocumentFactCode = keyof typeof DOCUMENT_FACTS;
/** A table is rows of cells in the order of its columns; a day `YYYY-MM-DD`. A fact that is left out is not known. */
export type DocumentFacts = {
  readonly [K in DocumentFactCode]?: (typeof DOCUMENT_FACTS)[K] extends TableFact
    ? readonly (readonly string[])[]
    : string;
};

export const factOf = (code: string): DocumentFact | undefined =>
  Object.hasOwn(DOCUMENT_FACTS, code) ? DOCUMENT_FACTS[code as DocumentFactCode] : undefined;
