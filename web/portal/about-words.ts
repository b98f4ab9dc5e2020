import type { AboutPart } from './other-pages.ts';
import type { Language } from './words.ts';

/** Numbers that stand in the law packs, told as the reader says them: `3个月`, `3 months`. */
export type AboutNumbers = {
  readonly publicity: string;
  readonly withdrawal: string;
  readonly general: { readonly earliest: string; readonly longest: string };
  readonly serious: { readonly earliest: string; readonly longest: string };
  readonly cap: string | null;
  readonly objectionOwn: string;
  readonly objectionTotal: string;
  /** Articles as they are cited, with their marks. */
  readonly articles: readonly string[];
};

const zh = (n: AboutNumbers): AboutPart[] => [
  {
    title: '公示什么',
    lines: [
      `行政许可和行政处罚决定，自作出之日起 ${n.publicity}内公示。`,
      '处罚按严重程度分类：轻微的原则上不公示；一般的和严重的公示。对自然人和个体工商户的处罚，只有书面认定具有一定社会影响的才公示，姓名隐去。未成年人的信息一律不公示。',
      '不公示身份证件号码、住址、电话等个人信息；决定书的自由文本在公示前逐处检查。',
    ],
  },
  {
    title: '公示多久',
    lines: [
      `一般失信信息最长 ${n.general.longest}，最短 ${n.general.earliest}；严重失信信息最长 ${n.serious.longest}，最短 ${n.serious.earliest}。${n.cap === null ? '' : `本省规定披露最长 ${n.cap}。`}法律变化时，按对当事人有利的计算。`,
      '到期当日之后，本站立即不再展示，原地址与从来没有过的地址答复完全相同。',
      `决定被变更、撤销、确认违法或者无效的，获知后立即停止展示，并在 ${n.withdrawal}内公布理由。`,
    ],
  },
  {
    title: '您的权利',
    lines: [
      `异议：向作出决定的机关提出；属于其责任的 ${n.objectionOwn}内答复，需要核查的总共不超过 ${n.objectionTotal}。核查期间，每处展示都标明“异议处理中”。`,
      '信用修复：达到最短公示期、履行义务、纠正行为并作出承诺的，可以申请提前停止公示，免费。',
      '查阅和更正：您可以要求了解、复制、更正与您有关的信息。',
    ],
  },
  {
    title: '本站不做什么',
    lines: [
      '不给任何人或者单位评分、分级、排名；不把多条轻微记录加在一起；不因单位受罚而公示其人员。',
      '不能按姓名查询自然人。查询内容不出现在网址中，不被记录；不使用 Cookie，不加载外部资源。',
    ],
  },
  { title: '依据', lines: n.articles },
  {
    title: '无障碍声明',
    lines: [
      '本站以《网页内容无障碍指南》（WCAG）2.1 AA 级为目标：不依赖脚本，可以只用键盘，可以用读屏软件，有大字版，可以打印；每次发布前用自动检查工具检查每一页。',
      '如有使用障碍，请向公示机关反映，由其以您方便的方式提供同样的信息。',
    ],
  },
];

const en = (n: AboutNumbers): AboutPart[] => [
  {
    title: 'What is published',
    lines: [
      `Licences and penalty decisions, within ${n.publicity} of the decision.`,
      'Penalties are classed by gravity: minor ones are in principle not published; general and serious ones are. A penalty on a natural person or an individual business is published only on a written finding of a certain social influence, with the name masked. Nothing about a minor is ever published.',
      'Identity numbers, addresses, telephone numbers and other personal data are not published; the free text of decisions is checked place by place before release.',
    ],
  },
  {
    title: 'For how long',
    lines: [
      `General: at most ${n.general.longest}, at least ${n.general.earliest}. Serious: at most ${n.serious.longest}, at least ${n.serious.earliest}. ${n.cap === null ? '' : `The province discloses for at most ${n.cap}. `}When the law changes, what is better for the party counts.`,
      'After its last day an entry is gone from this site at once; its address then answers exactly like one that never existed.',
      `When a decision is altered, set aside, or held unlawful or void, it is hidden as soon as that is known, and the reason is made public within ${n.withdrawal}.`,
    ],
  },
  {
    title: 'Your rights',
    lines: [
      `Objection: to the deciding organ; it answers within ${n.objectionOwn} where it is responsible itself, within ${n.objectionTotal} in all where another body must check. Meanwhile every view says "under objection".`,
      'Credit repair: after the shortest term, with the duties performed, the conduct corrected and a commitment made, you may apply to end publication early, free of charge.',
      'Access and correction: you may ask to see, copy and correct what concerns you.',
    ],
  },
  {
    title: 'What this site does not do',
    lines: [
      'It gives nobody a score, grade or rank; it does not add up minor records; it does not show people because their organisation was penalised.',
      'Natural persons cannot be searched by name. What you search for never stands in an address and is not recorded; there are no cookies and nothing is loaded from elsewhere.',
    ],
  },
  { title: 'Legal basis', lines: n.articles },
  {
    title: 'Accessibility',
    lines: [
      'This site aims at level AA of the Web Content Accessibility Guidelines (WCAG) 2.1: no scripts are needed, the keyboard suffices, screen readers are served, there is a large type, pages can be printed; every page is checked by an automatic tool before each release.',
      'If you meet an obstacle, tell the publishing organ; it provides the same information in a way that suits you.',
    ],
  },
];

export const aboutParts = (language: Language, numbers: AboutNumbers): AboutPart[] =>
  language === 'zh' ? zh(numbers) : en(numbers);
