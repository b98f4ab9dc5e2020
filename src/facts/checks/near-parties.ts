import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { cannotExist, nearCodes, type OrganisationKey } from '../../names/subjects/identifiers/index.ts';
import type { Found, LookUp } from './check-queries.ts';
import type { ReadingRoom } from './reading-queries.ts';

/** Of so many faulty codes of one request near ones are looked for: each is some forty look-ups by their key. */
const MOST_CODES = 10;
/** A code near which more organisations stand than these was hardly meant as one of them. */
const MOST_NEAR = 5;

const NO_CODES: ReadonlySet<LookUp['kind']> = new Set(['person', 'name', 'subject']);
const isFaulty = (lookUp: LookUp): lookUp is OrganisationKey =>
  !NO_CODES.has(lookUp.kind) && cannotExist(lookUp as OrganisationKey);

/**
 * What was found, and of each code that nobody bears and that cannot exist, whom codes near it name: organisations alone, which everybody who
 * may ask finds by their names as well. A code that fails its check and was accepted by a second person is found like any other.
 */
export async function withNear(
  room: ReadingRoom,
  lookUps: readonly LookUp[],
  found: readonly Found[],
  today: PlainDate,
): Promise<Found[]> {
  const faulty = lookUps.flatMap((lookUp, at) => (found[at]!.parties.length === 0 && isFaulty(lookUp) ? [at] : []));
  if (faulty.length === 0) return [...found];
  const near = new Map(faulty.map((at): [number, Found['parties']] => [at, []]));
  for (const at of faulty.slice(0, MOST_CODES)) {
    const read = await room.read(nearCodes(lookUps[at] as OrganisationKey), today);
    const parties = new Map(read.flatMap((one) => one.parties).map((party) => [party.id, party]));
    near.set(at, [...parties.values()].filter(({ kind }) => kind === 'organisation').slice(0, MOST_NEAR));
  }
  return found.map((one, at) => ({ ...one, ...(near.has(at) ? { near: near.get(at)! } : {}) }));
}
