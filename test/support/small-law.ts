import { Law } from '../../src/rules/law/index.ts';
import type {
  ClassTerm,
  PackContent,
  Parameter,
  Period,
  SeverityClass,
  SeverityRow,
  Span,
} from '../../src/rules/law/pack.ts';

/**
 * A law small enough to check by hand, for tests of the gate: numbers of its own, so that no test leans on the real packs.
 * Articles: `fl:1` a law, `gz:1` a department rule, `df:1` a local regulation, `old:1` a law that ended in 2024.
 */
const ruled = { basis: ['fl:1'], mark: 'reading' } as const;
const named = (code: string) => ({ code, name: code, nameEn: code });
const span = (count: number, unit: Span['unit']): Span => ({ count, unit });

function period(code: string, over: Partial<Period>): Period {
  const base = { whose: 'organ', count: 1, unit: 'workingDay', from: 'decided', kinder: 'shorter' } as const;
  return {
    ...ruled,
    ...named(code),
    ...base,
    dayZeroCounts: false,
    monthEnd: 'clamp',
    rollForward: false,
    stopClock: [],
    ...over,
  };
}
const party = { whose: 'party', rollForward: true, kinder: 'longer' } as const;

function term(
  regime: string,
  severity: SeverityClass,
  published: boolean,
  earliest: Span,
  longest: Span,
  from: string,
  to?: string,
): ClassTerm {
  const inForce = to === undefined ? { from } : { from, to };
  return { ...ruled, regime, class: severity, name: severity, nameEn: severity, published, earliest, longest, inForce };
}

function row(code: string, severity: SeverityClass, when: SeverityRow['when']): SeverityRow {
  return { ...ruled, ...named(code), class: severity, when, signOff: { state: 'provisional' } };
}

function parameter(code: string, value: Parameter['value'], basis: string[] = ['fl:1']): Parameter {
  return { ...ruled, ...named(code), value, kinder: value, basis };
}

const act = (instrument: string, level: 'L1' | 'L4' | 'L5', inForce: { from: string; to?: string }) => ({
  instrument,
  title: `${instrument}法`,
  titleEn: `Act ${instrument}`,
  issuer: '测试机关',
  level,
  inForce,
  mark: 'reading' as const,
  source: 'test',
  articles: [{ article: '1', gist: '要旨', gistEn: 'gist', mark: 'reading' as const }],
});

export const smallPack: PackContent = {
  head: { pack: 'test', name: '测试包', nameEn: 'Test pack', layer: 'national' },
  instruments: [
    act('fl', 'L1', { from: '2000-01-01' }),
    act('gz', 'L5', { from: '2000-01-01' }),
    act('df', 'L4', { from: '2000-01-01' }),
    act('old', 'L1', { from: '2000-01-01', to: '2024-12-31' }),
  ],
  calendars: [2025, 2026].map((calendar) => ({
    calendar,
    notices: [{ title: '测试通知', url: 'https://example.org/notice' }],
    holidays: [{ name: '国庆节', from: `${calendar}-10-01`, to: `${calendar}-10-07` }],
    makeUpDays: [],
  })),
  periods: [
    period('penalty.withdrawal', { count: 3 }),
    period('review.filing', { ...party, count: 60, unit: 'day' }),
    period('review.filing.untold', { ...party, count: 1, unit: 'year' }),
    period('suit.filing', { ...party, count: 6, unit: 'month' }),
    period('suit.filing.untold', { ...party, count: 1, unit: 'year' }),
    period('suit.afterReview', { ...party, count: 15, unit: 'day' }),
    period('suit.appeal.judgment', { ...party, count: 15, unit: 'day' }),
    period('suit.appeal.ruling', { ...party, count: 10, unit: 'day' }),
    period('publication.cap', { whose: 'burden', count: 5, unit: 'year' }),
  ],
  classes: [
    term('old', 'general', true, span(3, 'month'), span(3, 'year'), '2023-05-01', '2026-03-31'),
    term('new', 'minor', false, span(0, 'day'), span(3, 'month'), '2026-04-01'),
    term('new', 'general', true, span(3, 'month'), span(1, 'year'), '2026-04-01'),
    term('new', 'serious', true, span(1, 'year'), span(8, 'year'), '2026-04-01'),
  ],
  statuteTerms: [
    { ...ruled, ...named('food'), when: { field: 'domain', op: 'is', value: 'food' }, longest: span(2, 'year') },
  ],
  severity: [
    row('warning', 'minor', { field: 'kinds', op: 'includes', value: '警告' }),
    row('fine', 'general', {
      all: [
        { field: 'kinds', op: 'includes', value: '罚款' },
        { field: 'procedure', op: 'is', value: 'ordinary' },
      ],
    }),
    row('revocation', 'serious', { field: 'kinds', op: 'includes', value: '吊销许可证件' }),
    row('list', 'serious', { field: 'listEntry', op: 'is', value: true }),
  ],
  parameters: [
    parameter('publicationTermStart', 'DECISION'),
    parameter('publication.afterLongest', 'ENDS'),
    parameter('transitionBetweenRegimes', 'FAVOURABLE'),
    parameter('line.finality', true, ['df:1']),
    parameter('line.minors', true),
  ],
  competences: [
    {
      ...ruled,
      ...named('city'),
      matter: 'penalty',
      subjects: ['lawyer'],
      kinds: ['警告', '罚款'],
      role: 'decide',
      organ: { branch: 'justice', levels: ['prefecture'] },
    },
    {
      ...ruled,
      ...named('province'),
      matter: 'penalty',
      subjects: ['lawyer'],
      kinds: ['吊销许可证件'],
      role: 'decide',
      organ: { branch: 'justice', levels: ['province'] },
    },
    {
      ...ruled,
      ...named('county'),
      matter: 'penalty',
      subjects: ['lawyer'],
      role: 'propose',
      organ: { branch: 'justice', levels: ['county'] },
    },
  ],
  bans: [],
  measures: [
    {
      ...ruled,
      ...named('exit-bar'),
      row: 'M05',
      group: 'G1',
      kind: 'constraint',
      force: 'may',
      content: '不准出境',
      contentEn: 'exit bar',
      object: '个人',
      objectEn: 'a person',
      objectKinds: ['natural_person'],
      trigger: '法院决定',
      triggerEn: 'decision of a court',
      authority: [{ branch: 'court' }],
      implementing: '移民管理机关',
      lifting: '法院解除',
      liftingEn: 'lifted by the court',
    },
  ],
  basisLevels: [
    { ...ruled, ...named('b1'), act: 'catalogue_item', national: ['L1', 'L2', 'L3'], local: ['L4'] },
    { ...ruled, ...named('b2'), act: 'list_domain', national: ['L1'], local: ['L1', 'L4'] },
    { ...ruled, ...named('b3'), act: 'list_criteria', national: ['L1', 'L5'], local: ['L4'] },
    { ...ruled, ...named('b4'), act: 'measure', national: ['L1'], local: ['L1', 'L4'] },
    { ...ruled, ...named('b5'), act: 'personal_information', national: ['L1'], local: ['L1'] },
    { ...ruled, ...named('b6'), act: 'publish_personal_information', national: ['L1'], local: ['L1'], consent: true },
  ],
  categories: [],
  items: [
    {
      ...ruled,
      ...named('penalty'),
      category: 'administration',
      about: 'penalty',
      provider: '处罚机关',
      disclosureMode: 'PUBLIC',
      subjectKinds: ['organisation', 'natural_person'],
      cycle: '每日',
      retention: span(5, 'year'),
      personalInformation: 'ordinary',
      enabled: true,
      fields: [],
    },
  ],
  organs: [],
  delegations: [{ basis: ['fl:1'], mark: 'reading', code: 'd1', competence: 'city', to: 'county-one' }],
  layouts: [],
  documentClasses: [],
  templates: [],
  contacts: [],
  listDomains: [],
  closedLists: [],
  remedyBodies: [],
};

/** The small law with parts of it replaced. */
export function smallLaw(over: Partial<PackContent> = {}): Law {
  return new Law([{ ...smallPack, ...over }]);
}

/** The small law with one parameter set otherwise. */
export function smallLawWith(code: string, value: Parameter['value']): Law {
  return smallLaw({ parameters: smallPack.parameters.map((one) => (one.code === code ? { ...one, value } : one)) });
}
