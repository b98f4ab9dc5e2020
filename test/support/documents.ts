import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentFacts, Template, Words } from '../../src/rules/law/index.ts';

/** Facts of an invented party and organ, enough for every template. */
export const SAMPLE_FACTS: DocumentFacts = {
  party: '虚构（漯河）律师事务所',
  partyCode: '31411100MD00000167',
  contact: '漯河市虚构路1号，电话 0000-0000000，工作日 9:00—17:00',
  caseNumber: '0198C2D4',
  recordNumber: '漯司罚决字〔2025〕第7号',
  provider: '虚构区司法局',
  expert: '虚构司法鉴定中心',
  outcome: '异议成立，予以更正',
  ground: '行政处罚决定被复议机关撤销',
  className: '一般',
  domain: '虚构领域严重失信主体名单',
  term: '12个月',
  action: '拟纳入重点监管对象',
  documentName: '认定决定书',
  documentNumber: '信决〔2026〕3号',
  channel: '直接送达',
  recipient: '虚构（漯河）律师事务所',
  reviewOrgan: '漯河市人民政府',
  court: '漯河市虚构区人民法院',
  place: '漯河市司法局会议室',
  accessCode: 'K7QX-2M9R-W4TB-H3DA-8NPE',
  username: 'p.0a1b2c3d4e',
  portal: 'https://credit.example.gov.cn/my/join',
  reportNumber: 'R2026030900001',
  noLicences: '查询期内无此类信息。',
  noPenalties: '查询期内无此类信息。',
  notCollected: '本机关未归集此类信息，不表示没有。',
  purpose: '本单位查询',
  askedBy: '虚构某甲',
  shownPapers: '营业执照、身份证原件',
  item: '行政处罚',
  infoKinds: '姓名、证件类型、证件号码',
  sensitiveKinds: '证件号码',
  keptFor: '5年',
  cause: '一名工作人员的电脑遗失。',
  harm: '可能被用于冒名或者骚扰。',
  foundOn: '2026-03-01',
  heldOn: '2026-03-03',
  receivedOn: '2026-03-02',
  recordDecidedOn: '2025-06-12',
  noticedOn: '2026-02-10',
  dueOn: '2026-03-20',
  formerDueOn: '2026-03-11',
  earliestRepairOn: '2025-09-12',
  lastPublishedOn: '2026-06-12',
  termEndsOn: '2027-03-09',
  withdrawnOn: '2026-03-05',
  asOf: '2026-03-09',
  points: [
    ['公示的罚款金额有误。', '成立', '公示的金额与决定书不符，系录入时多写一位，予以更正。'],
    ['证据一：缴款凭证。', '成立', '凭证真实，载明缴款0.3万元。'],
    ['决定书没有送达。', '不成立', '送达回证载明2025年6月16日由你单位签收。'],
  ],
  claims: [['公示的罚款金额有误。'], ['证据一：缴款凭证。']],
  materials: [
    ['信用承诺书', '齐全'],
    ['缴款凭证（本机关自行核查）', '属实'],
  ],
  lacking: [['信用承诺书', '没有签名，请由负责人签名或者加盖公章']],
  inspections: [['1次', '4次', '自送达之日起满6个月']],
  measures: [['纳入重点监管范围', '《河南省社会信用条例》第三十二条', '至2027年3月9日；整改合格的提前解除']],
  documents: [
    ['认定决定书', '信决〔2026〕3号', '3'],
    ['信用修复告知书', '信修告〔2026〕3号', '1'],
  ],
  licences: [['执业许可证', '河南省司法厅', '2019-04-01', '律师事务所执业许可，长期有效']],
  penalties: [['漯司罚决字〔2025〕第7号', '漯河市司法局', '2025-06-12', '警告，罚款0.3万元；公示至2026年6月12日']],
  honours: [],
  seriousLists: [],
  abnormalLists: [],
  commitments: [],
  ratings: [],
  judgments: [],
  sanctions: [],
  others: [],
  localItems: [],
  advice: [['漯司罚决字〔2025〕第7号', '义务已经履行的，自2025年9月12日起可以申请信用修复']],
  objections: [],
  statements: [['漯司罚决字〔2025〕第7号', '本所已经完成整改并组织培训。']],
  sources: [['漯河市司法局', '行政处罚', '2026-03-08']],
  uses: [['虚构市采购中心', '政府采购资格审查', '2026-02-11']],
};

/** Words of an officer for each part of a template that asks for them. */
export function sampleWords(template: Template): Words {
  const asked = template.parts.filter(({ words }) => words !== undefined);
  return Object.fromEntries(
    asked.map(({ part }) => [
      part,
      '经查，上述事实有决定书、送达回证、缴款凭证和询问笔录证实。\n以上事实清楚，证据充分。',
    ]),
  );
}

/** The text that a reader can select in a PDF, page by page; spaces and breaks of lines say nothing about it. */
export async function textOf(pdf: Buffer): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages;
}

export const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');
