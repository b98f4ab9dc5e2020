import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inventedResidentId } from './invented-codes.ts';
import { licenceRows } from './invented-licences.ts';
import {
  CITY,
  CONSULTING,
  COUNTIES,
  ENTERPRISES,
  LAW_BODIES,
  MARKET_PARTIES,
  PARTNER,
  type Party,
  type Row,
  rosterRow,
} from './invented-parties.ts';
import { onPerson, penaltyRows, underAnotherName } from './invented-penalties.ts';

export type FileForm = 'csv' | 'csv-gb18030' | 'xlsx' | 'ndjson';
export type DemoFile = {
  readonly name: string;
  readonly item: 'organisation' | 'penalty' | 'licence';
  readonly form: FileForm;
  /** Key of the organ that delivers it. */
  readonly organ: string;
  /** The day on which it is delivered, earlier days' decisions inside. */
  readonly deliveredOn: PlainDate;
  readonly rows: readonly Row[];
};

const day = (text: string): PlainDate => text as PlainDate;
/** The first and the last day that the committed files speak of. */
export const FILES_BEGIN = day('2024-12-02');
export const FILES_END = day('2026-11-20');
const OLD_UNTIL = day('2026-06-30');
const OLD_DELIVERED = day('2026-07-02');
const LATE_UNTIL = day('2026-10-30');

/** Forensic institutes are the province's to penalise (law/cn/competences.yaml): neither city nor county decides on them. */
const OF_THE_CITY = LAW_BODIES.filter(({ uscc }) => !uscc.startsWith('34'));

/** A county warns grassroots offices, and decides on companies that pose as lawyers; of firms and notaries it only proposes. */
const ofTheCounty = (division: string): Party[] => [
  ...LAW_BODIES.filter((party) => party.division === division && party.uscc.startsWith('33')),
  ...ENTERPRISES.filter((party) => party.division === division && party.name.includes(CONSULTING)),
];

function cityRows(): Row[] {
  const rows = penaltyRows({
    parties: OF_THE_CITY,
    organ: CITY,
    from: FILES_BEGIN,
    until: OLD_UNTIL,
    count: 96,
    mark: '市',
  });
  // Natural persons: two, each named by the decision itself.
  return rows.map((row, at) => (at === 30 || at === 66 ? onPerson(row, at) : row));
}

function countyFiles(): DemoFile[] {
  const forms: readonly FileForm[] = ['csv', 'csv-gb18030', 'xlsx', 'csv', 'csv-gb18030', 'ndjson'];
  return COUNTIES.map((organ, at) => {
    const parties = ofTheCounty(organ.division);
    const mark = organ.name.slice(0, 2);
    const rows = penaltyRows({ organ, parties, from: FILES_BEGIN, until: LATE_UNTIL, count: 24, mark });
    return {
      name: `处罚-${mark}（虚构）.${forms[at]!.split('-')[0]}`,
      item: 'penalty',
      form: forms[at]!,
      organ: organ.key,
      deliveredOn: day('2026-11-02'),
      rows,
    };
  });
}

/** Corrections (action 1) and withdrawals (action 2) of decisions that the city's file holds. */
function changes(rows: readonly Row[]): Row[] {
  const setAside = [42, 54, 60].map((at): Row => {
    const { review_filed_on: _filed, suit_outcome: _suit, ...row } = rows[at]!;
    return { ...row, action: '1', decision_status: 'set_aside', BZ: '行政复议决定撤销' };
  });
  const withdrawn = [48, 72].map((at): Row => ({ ...rows[at]!, action: '2', withdrawal_reason: '文书号录入有误' }));
  return [...setAside, ...withdrawn];
}

/** Every file of `demo/` without faults, in the order of delivery. The same bytes at each run. */
export function demoFiles(): DemoFile[] {
  const city = cityRows();
  const onEnterprises = { organ: PARTNER, parties: MARKET_PARTIES } as const;
  const roster = { item: 'organisation', organ: CITY.key, deliveredOn: FILES_BEGIN } as const;
  const old = { deliveredOn: OLD_DELIVERED };
  const late = { from: day('2026-07-01'), until: LATE_UNTIL };
  return [
    { ...roster, name: '名册-法律服务机构.csv', form: 'csv', rows: LAW_BODIES.map(rosterRow) },
    { ...roster, name: '名册-企业.xlsx', form: 'xlsx', rows: ENTERPRISES.map(rosterRow) },
    { ...old, name: '处罚-市局-至2026年6月.csv', item: 'penalty', form: 'csv-gb18030', organ: CITY.key, rows: city },
    {
      ...old,
      name: '处罚-企业-至2026年6月.csv',
      item: 'penalty',
      form: 'csv',
      organ: PARTNER.key,
      rows: penaltyRows({ ...onEnterprises, from: FILES_BEGIN, until: OLD_UNTIL, count: 180, mark: '秩' }),
    },
    {
      ...old,
      name: '许可-至2026年6月.xlsx',
      item: 'licence',
      form: 'xlsx',
      organ: PARTNER.key,
      rows: licenceRows(FILES_BEGIN, OLD_UNTIL, 120),
    },
    {
      name: '处罚-企业-2026年7月至10月.xlsx',
      item: 'penalty',
      form: 'xlsx',
      organ: PARTNER.key,
      deliveredOn: day('2026-11-02'),
      rows: penaltyRows({ ...onEnterprises, ...late, count: 60, mark: '新' }),
    },
    ...countyFiles(),
    {
      name: '处罚-更正和撤回.csv',
      item: 'penalty',
      form: 'csv',
      organ: CITY.key,
      deliveredOn: day('2026-11-10'),
      rows: changes(city),
    },
    recentFile(FILES_END),
  ];
}

/**
 * The delivery of the last days before `today`: what is due soon, names that contradict the roster, an identity number in
 * free text. `demo/` holds the one of {@link FILES_END}; the demonstration makes its own for the day on which it is loaded.
 */
export function recentFile(today: PlainDate): DemoFile {
  const rows = penaltyRows({
    parties: OF_THE_CITY,
    organ: CITY,
    from: addDays(today, -13),
    until: addDays(today, -1),
    count: 36,
    mark: '近',
  });
  const spoilt = rows.map((row, at) => {
    if (at % 12 === 5) return underAnotherName(row);
    if (at === 24) return { ...row, CF_SY: `${row.CF_SY}证件号码${inventedResidentId('411100', at)}。` };
    return row;
  });
  return { name: '处罚-近日.csv', item: 'penalty', form: 'csv', organ: CITY.key, deliveredOn: today, rows: spoilt };
}
