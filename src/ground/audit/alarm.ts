/**
 * When a use is unusual enough to be told to the audit administrator (GB/T 22239-2019 part 8, security audit, from memory; the
 * numbers are ours, parameters). An alarm is worked out from journal and looks each time somebody asks: there is nothing that
 * could be switched off, and none decides anything about anybody.
 */
export const ALARM_PARAMETERS = {
  /** More looks at sealed values than this by one account on one day. */
  looksADay: 20,
  /** Local hours of a working day: from, and before. */
  hours: { from: 7, before: 21 },
} as const;

export const ALARM_KINDS = [
  'many_looks',
  'odd_hours',
  'own_interest',
  'emergency',
  'foreign',
  'catalogue',
  'setting',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];
/**
 * Account, day and how often, and nothing about the party. `foreign`: something was put into the database in this account's name that the program
 * did not write; on which day it was found. `catalogue`: the structure of the database is other than the release made it; nobody's account.
 * `setting`: the operator set something that weakens a guard; the account that confirmed it, nobody's while it does not count.
 */
export type Alarm = {
  readonly kind: AlarmKind;
  readonly accountId: string;
  readonly account: string;
  readonly day: string;
  readonly count: number;
};

/** How near an officer says they are to a party: family, employment, shares, close acquaintance. */
export const RELATIONS = ['kin', 'employment', 'holding', 'close'] as const;
export type Relation = (typeof RELATIONS)[number];
