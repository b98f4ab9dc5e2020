import { createHash } from 'node:crypto';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';

/** What is drawn of one inspection, and from what. */
export type PoolItem = {
  readonly inspection: string;
  readonly case: string;
  readonly turn: number;
  /** Working days on which it may be; none where only an inspector is drawn. */
  readonly days: readonly PlainDate[];
  /** Accounts that may be drawn. */
  readonly inspectors: readonly string[];
  /** Who of the register may not, and why. */
  readonly out: readonly { readonly account: string; readonly why: string }[];
};
/** `crew`: how many inspectors are drawn for each. */
export type Pools = { readonly crew: number; readonly items: readonly PoolItem[] };
export type Drawn = {
  readonly inspection: string;
  readonly onDay: PlainDate | null;
  readonly inspectors: readonly string[];
};

const FORM = 'zhengming inspection pools v1';
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The pools as they are written down: in one order, whatever the order in which they were found, so that their digest is one. */
export function poolsText({ crew, items }: Pools): string {
  const ordered = items
    .toSorted((a, b) => (a.case === b.case ? a.turn - b.turn : a.case < b.case ? -1 : 1))
    .map(({ inspection, case: of, turn, days, inspectors, out }) => ({
      inspection,
      case: of,
      turn,
      days: days.toSorted(),
      inspectors: inspectors.toSorted(),
      out: out.map(({ account, why }) => ({ account, why })).toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    }));
  return JSON.stringify({ form: FORM, crew, items: ordered });
}

/** The seed of a draw: of the pools as they were written down, and the root that the log signed over them afterwards. */
export const seedOf = (pools: string, logRoot: Buffer): string =>
  sha256(['zhengming inspection draw v1', logRoot.toString('hex'), sha256(pools)].join('\n'));

/** The lot of one candidate. Anybody makes it by hand: `printf '%s %s %s' SEED INSPECTION CANDIDATE | sha256sum`. */
export const lotOf = (seed: string, inspection: string, candidate: string): string =>
  sha256(`${seed} ${inspection} ${candidate}`);

/**
 * What the lot says: of each inspection the day with the lowest lot, and the `crew` inspectors with the lowest. Each candidate has the
 * same chance, and it is the same whoever asks and in whatever order; nothing but pools and root goes in.
 */
export function drawFrom(text: string, logRoot: Buffer): Drawn[] {
  const seed = seedOf(text, logRoot);
  const { crew, items } = JSON.parse(text) as Pools;
  return items.map(({ inspection, days, inspectors }) => {
    const byLot = <Candidate extends string>(candidates: readonly Candidate[]) =>
      candidates
        .map((candidate) => ({ candidate, lot: lotOf(seed, inspection, candidate) }))
        .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
        .map(({ candidate }) => candidate);
    return { inspection, onDay: byLot(days)[0] ?? null, inspectors: byLot(inspectors).slice(0, crew) };
  });
}
