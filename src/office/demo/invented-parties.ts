import { inventedUscc } from './invented-codes.ts';

/** One row of a sheet by field code; what is left out is empty. */
export type Row = Readonly<Record<string, string>>;

/** An organ of the demonstration. None exists: each name says so. */
export type InventedOrgan = {
  readonly key: string;
  readonly kind: 'city_bureau' | 'county_bureau' | 'partner';
  readonly name: string;
  readonly nameEn: string;
  readonly division: string;
  readonly uscc: string;
};

const organ = (
  serial: number,
  key: string,
  kind: InventedOrgan['kind'],
  name: string,
  nameEn: string,
  division: string,
): InventedOrgan => ({ key, kind, name, nameEn, division, uscc: inventedUscc(division, '11', serial) });

export const CITY = organ(
  1,
  'city',
  'city_bureau',
  '漯河市（虚构）司法局',
  'Luohe (invented) Justice Bureau',
  '411100',
);
export const COUNTIES: readonly InventedOrgan[] = [
  organ(2, 'yuanhui', 'county_bureau', '源汇（虚构）区司法局', 'Yuanhui (invented) Justice Bureau', '411102'),
  organ(3, 'yancheng', 'county_bureau', '郾城（虚构）区司法局', 'Yancheng (invented) Justice Bureau', '411103'),
  organ(4, 'shaoling', 'county_bureau', '召陵（虚构）区司法局', 'Shaoling (invented) Justice Bureau', '411104'),
  organ(5, 'wuyang', 'county_bureau', '舞阳（虚构）县司法局', 'Wuyang (invented) Justice Bureau', '411121'),
  organ(6, 'linying', 'county_bureau', '临颍（虚构）县司法局', 'Linying (invented) Justice Bureau', '411122'),
  organ(
    7,
    'kaifaqu',
    'county_bureau',
    '开发区（虚构）司法分局',
    'Development zone (invented) Justice Office',
    '411171',
  ),
];
export const PARTNER = organ(
  8,
  'partner',
  'partner',
  '漯河市（虚构）市场秩序署',
  'Luohe (invented) Market Order Office',
  '411100',
);

/** An invented body or enterprise of the roster. */
export type Party = {
  readonly name: string;
  readonly uscc: string;
  readonly head: string;
  readonly division: string;
  readonly registeredOn: string;
  readonly legalForm: string;
  readonly serviceKind?: string;
  readonly competentOrgan: string;
};

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const GOODS = ['青梧', '白砂', '云杉', '石榴', '南烛', '霁月', '松风', '禾苗', '沙澧', '长桥'];
const PLACES = [CITY, ...COUNTIES];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

/** A head of a body whom nobody could be: 虚某甲. */
export const inventedPerson = (serial: number): string => `虚某${pick([...STEMS], serial)}`;

function registeredOn(serial: number): string {
  return new Date(Date.UTC(2003, 0, 6 + serial * 17)).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** The five kinds of legal-service body: department class of the code (GB 32100), name and word of the catalogue. */
const SERVICES = [
  { departmentClass: '31', end: '律师事务所', kind: '律师事务所', count: 26 },
  { departmentClass: '33', end: '基层法律服务所', kind: '基层法律服务所', count: 18 },
  { departmentClass: '34', end: '司法鉴定所', kind: '司法鉴定机构', count: 9 },
  { departmentClass: '32', end: '公证处', kind: '公证处', count: 7 },
];

function lawBodies(): Party[] {
  let serial = 0;
  return SERVICES.flatMap(({ departmentClass, end, kind, count }) =>
    Array.from({ length: count }, (_, at): Party => {
      serial += 1;
      const place = pick(PLACES, at);
      return {
        name: `漯河虚构${pick(GOODS, serial)}${pick([...STEMS], Math.floor(serial / 10))}${end}`,
        uscc: inventedUscc(place.division, departmentClass, serial),
        head: inventedPerson(serial),
        division: place.division,
        registeredOn: registeredOn(serial),
        legalForm: kind,
        serviceKind: kind,
        competentOrgan: place.name,
      };
    }),
  );
}

/** Companies that advise on law without being a law firm: who among them poses as a lawyer is a county's matter (律师法 art. 55). */
export const CONSULTING = '法律咨询';
const TRADES = ['商贸', '食品', '建材', '物流', '餐饮管理', '农业科技', '机械', '印务', CONSULTING];

function onMarket(count: number, departmentClass: string, serial: number, end: string, legalForm: string): Party[] {
  return Array.from({ length: count }, (_, at): Party => {
    const place = pick(PLACES, at * 3);
    const trade = pick(TRADES, Math.floor(at / 10));
    return {
      name: `漯河虚构${pick(GOODS, at)}${pick([...STEMS], Math.floor(at / 80))}${trade}${end}`,
      uscc: inventedUscc(place.division, departmentClass, serial + at),
      head: inventedPerson(at),
      division: place.division,
      registeredOn: registeredOn(at),
      legalForm,
      competentOrgan: PARTNER.name,
    };
  });
}

export const LAW_BODIES: readonly Party[] = lawBodies();
export const ENTERPRISES: readonly Party[] = onMarket(400, '91', 1_000, '有限公司', '有限责任公司');
/** Individual businesses (个体工商户): no roster lists them, since they are natural persons for masking and publication. */
export const SHOPS: readonly Party[] = onMarket(12, '92', 2_000, '店', '个体工商户');
export const MARKET_PARTIES: readonly Party[] = [...ENTERPRISES, ...SHOPS];

/** The roster's row of a party. */
export function rosterRow(party: Party): Row {
  return {
    uscc: party.uscc,
    name: party.name,
    registered_on: party.registeredOn,
    legal_form: party.legalForm,
    province: '河南省',
    city: '漯河市',
    division_code: party.division,
    ...(party.serviceKind === undefined ? {} : { legal_service_kind: party.serviceKind }),
    legal_representative: party.head,
    status: '存续',
    competent_organ: party.competentOrgan,
  };
}
