import type { CatalogueItem } from '../../../rules/law/item.ts';

/**
 * Which field of an item plays which part in the rules that look at several fields. The standards name the same thing
 * differently for penalties and licences (law file 2.7).
 */
export type RecordRoles = {
  readonly name: string;
  readonly partyKind?: string;
  /** Codes that may identify the party, the surest first. */
  readonly partyCodes: readonly string[];
  /** Kind and number of certificates, the party's own first. */
  readonly certificates?: readonly { readonly kind: string; readonly number: string; readonly isParty: boolean }[];
  readonly number?: string;
  readonly decidedOn?: string;
  readonly organCode?: string;
  readonly kinds?: string;
  readonly fine?: string;
  readonly basis?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly publicUntil?: string;
};

const ROLES: Readonly<Record<string, RecordRoles>> = {
  penalty: {
    name: 'CF_XDR_MC',
    partyKind: 'CF_XDR_LB',
    partyCodes: ['CF_XDR_SHXYM', 'CF_XDR_ZZJG', 'CF_XDR_GSZC', 'CF_XDR_ZJHM', 'CF_XDR_MC'],
    certificates: [
      { kind: 'CF_XDR_ZJLX', number: 'CF_XDR_ZJHM', isParty: true },
      { kind: 'CF_FR_ZJLX', number: 'CF_FR_ZJHM', isParty: false },
    ],
    number: 'CF_WSH',
    decidedOn: 'CF_JDRQ',
    organCode: 'CF_CFJGDM',
    kinds: 'CF_CFLB',
    fine: 'CF_NR_FK',
    basis: 'CF_YJ',
    validTo: 'CF_YXQ',
    publicUntil: 'CF_GSJZQ',
  },
  licence: {
    name: 'XK_XDR_MC',
    partyKind: 'XK_XDR_LB',
    partyCodes: ['XK_XDR_SHXYM', 'XK_XDR_ZZJG', 'XK_XDR_GSZC', 'XK_XDR_ZJHM', 'XK_XDR_MC'],
    certificates: [
      { kind: 'XK_XDR_ZJLX', number: 'XK_XDR_ZJHM', isParty: true },
      { kind: 'XK_FR_ZJLX', number: 'XK_FR_ZJHM', isParty: false },
    ],
    number: 'XK_WSH',
    decidedOn: 'XK_JDRQ',
    organCode: 'XK_XKJGDM',
    validFrom: 'XK_YXQZ',
    validTo: 'XK_YXQZI',
  },
  organisation: { name: 'name', partyCodes: ['uscc'] },
};

export type FieldRole = 'name' | 'number' | 'decidedOn';

/** The field of an item in a role; a roster has no numbers but codes. */
export function fieldInRole(item: string, role: FieldRole): string | undefined {
  const roles = ROLES[item];
  return roles?.[role] ?? (role === 'number' ? roles?.partyCodes[0] : undefined);
}

/** Place of each role's field in the item; -1 where the item has no such field. */
export type RolePlaces = {
  readonly [Role in keyof Required<Omit<RecordRoles, 'partyCodes' | 'certificates'>>]: number;
} & {
  readonly partyCodes: readonly number[];
  readonly certificates: readonly { readonly kind: number; readonly number: number; readonly isParty: boolean }[];
};

export function rolePlaces(item: CatalogueItem): RolePlaces {
  const roles: RecordRoles = ROLES[item.code] ?? { name: '', partyCodes: [] };
  const place = (code: string | undefined): number => item.fields.findIndex((field) => field.code === code);
  return {
    name: place(roles.name),
    partyKind: place(roles.partyKind),
    number: place(roles.number),
    decidedOn: place(roles.decidedOn),
    organCode: place(roles.organCode),
    kinds: place(roles.kinds),
    fine: place(roles.fine),
    basis: place(roles.basis),
    validFrom: place(roles.validFrom),
    validTo: place(roles.validTo),
    publicUntil: place(roles.publicUntil),
    partyCodes: roles.partyCodes.map(place).filter((at) => at >= 0),
    certificates: (roles.certificates ?? [])
      .map(({ kind, number, isParty }) => ({ kind: place(kind), number: place(number), isParty }))
      .filter(({ kind, number }) => kind >= 0 && number >= 0),
  };
}
