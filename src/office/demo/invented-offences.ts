import type { InventedOrgan, Party, Row } from './invented-parties.ts';

/** What a penalty is for and what it consists of, in the words of a sheet. Amounts in units of 10,000 yuan. */
export type Offence = {
  readonly conduct: string;
  readonly facts: string;
  readonly basis: string;
  readonly kinds: string;
  readonly content: string;
  readonly fields?: Row;
};

/** On law firms, by the class that the law gives them, one after the other: general, minor, general, general, unknown, minor. */
const ON_FIRMS: readonly Offence[] = [
  {
    conduct: '违反规定接受委托',
    facts: '当事人接受有利益冲突的案件。',
    basis: '《律师法》第五十条',
    kinds: '警告;罚款',
    content: '警告，罚款人民币一万元',
    fields: { CF_NR_FK: '1', procedure: '普通程序' },
  },
  {
    conduct: '未按规定统一收费',
    facts: '当事人一名工作人员自行收取费用，已退还。',
    basis: '《律师法》第五十条',
    kinds: '警告',
    content: '警告',
  },
  {
    conduct: '违反规定收取费用',
    facts: '当事人超出约定收取费用，收入应当没收。',
    basis: '《律师法》第五十条',
    kinds: '没收违法所得',
    content: '没收违法所得人民币八千元',
    fields: { CF_NR_WFFF: '0.8', procedure: '普通程序' },
  },
  {
    conduct: '疏于管理造成严重后果',
    facts: '当事人对本所人员疏于管理，造成严重后果。',
    basis: '《律师法》第五十条',
    kinds: '停业整顿',
    content: '停业整顿二个月',
    fields: { suspension_months: '2', procedure: '普通程序' },
  },
  {
    conduct: '未按规定报送材料',
    facts: '当事人未按期报送年度材料。来件没有写明所用程序，罚款数额较低。',
    basis: '《律师法》第五十条',
    kinds: '罚款',
    content: '罚款人民币二千元',
    fields: { CF_NR_FK: '0.2' },
  },
  {
    conduct: '档案管理不规范',
    facts: '当事人业务档案不全。',
    basis: '《律师法》第五十条',
    kinds: '警告',
    content: '警告',
  },
];

/** The same in the words of another act, for other parties of the same organ. */
const under = (basis: string, offences: readonly Offence[]): Offence[] => offences.map((one) => ({ ...one, basis }));
const ON_NOTARIES = under('《公证法》第四十二条', ON_FIRMS);

const ORDINARY = { CF_NR_FK: '0.5', procedure: '普通程序' };
const GAINS = {
  kinds: '没收违法所得',
  content: '没收违法所得人民币八百元',
  fields: { CF_NR_WFFF: '0.08', procedure: '普通程序' },
};
/** Of grassroots service the city fines and confiscates; the county warns. Classes in the same order as above. */
const ON_GRASSROOTS: readonly Offence[] = under('《基层法律服务所管理办法》第三十六条', [
  { ...ON_FIRMS[0]!, kinds: '罚款', content: '罚款人民币五千元', fields: ORDINARY },
  { ...ON_FIRMS[1]!, kinds: '罚款', content: '罚款人民币五百元', fields: { CF_NR_FK: '0.05', procedure: '简易程序' } },
  { ...ON_FIRMS[2]!, ...GAINS },
  { ...ON_FIRMS[3]!, kinds: '罚款', content: '罚款人民币五千元', fields: ORDINARY },
  ON_FIRMS[4]!,
  { ...ON_FIRMS[5]!, kinds: '罚款', content: '罚款人民币三百元', fields: { CF_NR_FK: '0.03', procedure: '简易程序' } },
]);
const GRASSROOTS_BY_COUNTY: readonly Offence[] = under('《基层法律服务所管理办法》第三十六条', [
  ON_FIRMS[1]!,
  ON_FIRMS[5]!,
]);

/** What a county decides on companies that pose as lawyers (律师法 art. 55): general, general, unknown. */
const ON_CONSULTANTS: readonly Offence[] = [
  {
    conduct: '没有取得律师执业证书以律师名义从事法律服务',
    facts: '当事人在宣传中以律师名义招揽业务，收取费用。',
    basis: '《律师法》第五十五条',
    kinds: '没收违法所得;罚款',
    content: '责令停止非法执业，没收违法所得人民币三千元，罚款人民币六千元',
    fields: { CF_NR_FK: '0.6', CF_NR_WFFF: '0.3', procedure: '普通程序' },
  },
  {
    conduct: '没有取得律师执业证书以律师名义从事法律服务',
    facts: '当事人以律师名义为他人代写诉讼文书，收取费用。',
    basis: '《律师法》第五十五条',
    kinds: '没收违法所得',
    content: '责令停止非法执业，没收违法所得人民币五百元',
    fields: { CF_NR_WFFF: '0.05', procedure: '普通程序' },
  },
  {
    conduct: '没有取得律师执业证书以律师名义从事法律服务',
    facts: '当事人以律师名义出具意见一件。来件没有写明所用程序，罚款数额较低。',
    basis: '《律师法》第五十五条',
    kinds: '罚款',
    content: '责令停止非法执业，罚款人民币二千元',
    fields: { CF_NR_FK: '0.2' },
  },
];

const ON_ENTERPRISES: readonly Offence[] = [
  {
    conduct: '未按规定明码标价',
    facts: '当事人销售商品没有标明价格。',
    basis: '《价格法》第四十二条',
    kinds: '罚款',
    content: '罚款人民币三千五百元',
    fields: { CF_NR_FK: '0.35', procedure: '普通程序' },
  },
  {
    conduct: '经营标签不合规定的食品',
    facts: '当事人经营的预包装食品标签有误。',
    basis: '《食品安全法》第一百二十五条',
    kinds: '没收违法所得;罚款',
    content: '没收违法所得人民币六百元，罚款人民币五千元',
    fields: { CF_NR_FK: '0.5', CF_NR_WFFF: '0.06', procedure: '普通程序', domain: '食品' },
  },
  {
    conduct: '未按规定公示证照',
    facts: '当事人没有在经营场所公示证照，当场改正。',
    basis: '《行政处罚法》第五十一条',
    kinds: '警告',
    content: '警告',
    fields: { procedure: '简易程序' },
  },
  {
    conduct: '安全条件不符合规定',
    facts: '当事人经责令改正逾期没有改正。',
    basis: '《安全生产法》第一百零二条',
    kinds: '责令停产停业;罚款',
    content: '责令停产停业整顿，罚款人民币二万元',
    fields: { CF_NR_FK: '2', procedure: '普通程序', domain: '安全生产' },
  },
  {
    conduct: '资质不再符合条件',
    facts: '当事人取得资质后不再具备相应条件。',
    basis: '《建筑法》第六十五条',
    kinds: '降低资质等级',
    content: '降低资质等级',
    fields: { procedure: '普通程序' },
  },
];

/** What the organ may decide on such a party (律师法, 公证法, 基层法律服务所管理办法; law/cn/competences.yaml). */
export function offencesOf({ kind }: InventedOrgan, { uscc }: Party): readonly Offence[] {
  if (kind === 'partner') return ON_ENTERPRISES;
  if (uscc.startsWith('91')) return ON_CONSULTANTS;
  if (uscc.startsWith('32')) return ON_NOTARIES;
  if (uscc.startsWith('33')) return kind === 'county_bureau' ? GRASSROOTS_BY_COUNTY : ON_GRASSROOTS;
  return ON_FIRMS;
}
