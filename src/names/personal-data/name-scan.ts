import type { PersonalDataSpan } from './personal-data.ts';

const COMPOUND =
  '欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|申屠|公孙|慕容|钟离|长孙|宇文|司徒|鲜于|司空|令狐|呼延|轩辕|拓跋|完颜|纳兰';
const SINGLE =
  '于赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅皮卞齐康伍余元卜顾孟黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封芮储靳段富巫乌焦巴弓牧山谷车侯全班仰秋仲宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲从索咸赖卓屠蒙池乔阴胥能苍双闻党翟谭贡劳逄姬申冉郦雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄东殳沃利蔚越师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰巢关查后荆红游竺权盖益桓公仉督岳帅缑亢况有琴商佘佟付代肖闫涂覃邸苟隋仝战兰刑原展';
/** Longer words before those that they begin with. */
const ROLES =
  '法定代表人|法人代表|主要负责人|实际控制人|直接责任人员|直接责任人|负责人|经营者|投资人|合伙人|当事人|被处罚人|被申请人|申请人|举报人|投诉人|委托人|委托代理人|代理人|受害人|被害人|证人|第三人|原告|被告人|被告|上诉人|执业律师|律师|公证员|鉴定人|司法鉴定人|法律工作者|联系人|经办人|承办人|其妻|其夫|其子|其女|其父|其母|其配偶|姓名|职工|员工|客户|患者|村民|居民|学生|驾驶人|户主';
/** What may stand between a role and a name. */
const BEFORE_NAME = new RegExp(`(?:[:\\s为是即]|系|\\((?:${ROLES})\\)){0,4}`, 'y');
const ROLES_BY_FIRST = Map.groupBy(ROLES.split('|'), ([first]) => first!);
/** Whether a role begins with a UTF-16 unit. */
export const STARTS_ROLE = Uint8Array.from({ length: 0x1_0000 }, (_, unit) =>
  Number(ROLES_BY_FIRST.has(String.fromCharCode(unit))),
);
const STARTS_COMPOUND = new RegExp(`^(?:${COMPOUND})`);
const NAME = new RegExp(`^(?:(?:${COMPOUND})[\\u4e00-\\u9fff]{1,2}|[${SINGLE}][\\u4e00-\\u9fff]{1,2})`, 'u');
const JOINED_NAME = /[\u4e00-\u9fff]{2,8}(?:[·•・][\u4e00-\u9fff]{2,8}){1,3}/g;
/** Words that begin with a character that is a surname too: 当事人应当, 申请人向本机关, 负责人从事. */
const ORDINARY_WORD =
  /^(?:应[当在该予按依]|向[本我市县其人有行司法]|从[事轻重业]|有[权关下]|方[可能式便]|和[其委代相]|于[同次当本]|成[立为]|关[于系]|能[够否]|计[划算]|经[营查过]|展示|单[位独]|明[知确]|全[部体]|查[明处实]|解[除释]|干扰|支付|通[过知]|满足|许可|后续|商业|别人|管[理辖]|常住|安[全排]|房[屋产]|车辆|双方|权[利益]|施[工行]|广告|司[法机]|公[司民开告]|国家|党[员组]|文[书件]|居[住民]|程序|包括|须[知在按]|时[间]|符合|曾[经因]|古代)/;
/** What a dotted name may have picked up before it. */
const BEFORE_JOINED = new RegExp(`^[^·•・]*(?:${ROLES}|[为是系和与及])(?=[^·•・])`);
/** Characters that begin the next word far more often than they end a name. */
const NOT_IN_A_NAME =
  /[于在因的系为是与及未已经向对自从被将应有无不没其提表称等男女由至把让给到以并则即又也均都说收处违申执]/;
/** Between a name and 公司 such a word says that the person does something; without one it is the name of an organisation. */
const BETWEEN = /[于在系为是与和及向因的由被任]/;
const ORGANISATION =
  /^[\u4e00-\u9fff()]{0,24}?(?:公司|事务所|公证处|服务所|鉴定所|中心|协会|合作社|集团|工厂|商店|超市|经营部|门市部|局|厅|院|委员会)/;
/** 张某, 李某某, 王*: hidden already. */
const HIDDEN = /^.{1,2}[某*×xX]/;

function nameAfter(folded: string, from: number): number {
  const rest = folded.slice(from, from + 32);
  const match = NAME.exec(rest)?.[0];
  if (!match || HIDDEN.test(match) || ORDINARY_WORD.test(match)) return 0;
  const organisation = ORGANISATION.exec(rest)?.[0];
  if (organisation && !BETWEEN.test(organisation.slice(2))) return 0;
  const surnameLength = STARTS_COMPOUND.test(match) ? 2 : 1;
  const last = match[surnameLength + 1];
  return last !== undefined && NOT_IN_A_NAME.test(last) ? surnameLength + 1 : match.length;
}

/** The role that stands at a place. */
function roleAt(folded: string, at: number): string | undefined {
  if (STARTS_ROLE[folded.charCodeAt(at)] === 0) return undefined;
  return ROLES_BY_FIRST.get(folded[at]!)!.find((role) => folded.startsWith(role, at));
}

/** Where a name would begin behind such a role. */
function behindRole(folded: string, at: number, role: string): number {
  BEFORE_NAME.lastIndex = at + role.length;
  BEFORE_NAME.test(folded);
  return BEFORE_NAME.lastIndex;
}

/** Names that a role introduces (法定代表人张三, 当事人：李四). */
export function introducedSpans(folded: string): PersonalDataSpan[] {
  const spans: PersonalDataSpan[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const role = roleAt(folded, at);
    if (role === undefined) continue;
    const start = behindRole(folded, at, role);
    const length = nameAfter(folded, start);
    if (length > 0) spans.push({ kind: 'person_name', start, end: start + length });
    at = start - 1;
  }
  return spans;
}

/** Names of several parts joined by a dot. */
export function joinedSpans(folded: string): PersonalDataSpan[] {
  return [...folded.matchAll(JOINED_NAME)].map(({ index, 0: name }) => {
    const before = BEFORE_JOINED.exec(name)?.[0].length ?? 0;
    return { kind: 'person_name', start: index + before, end: index + name.length };
  });
}
