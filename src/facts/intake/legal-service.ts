import type { ActingOrgan } from '../../rules/law/index.ts';
import type { StoredFacts } from '../records/decision-facts.ts';

/** Legal-service bodies by the department and class of their code (GB 32100: department 3 is the justice administration). */
const SERVICE_OF_CODE: Readonly<Record<string, string>> = {
  31: 'law_firm',
  32: 'notary_office',
  33: 'grassroots_office',
  34: 'forensic_institute',
  35: 'arbitration_body',
};

/** Which kind of legal-service party the decision is about: as the sheet says, else as the party's code does. */
export function serviceOf({ legal_service_kind: told, CF_XDR_SHXYM, XK_XDR_SHXYM }: StoredFacts): string | undefined {
  if (typeof told === 'string') return told;
  const code = CF_XDR_SHXYM ?? XK_XDR_SHXYM;
  return typeof code === 'string' ? SERVICE_OF_CODE[code.slice(0, 2)] : undefined;
}

const JUSTICE_ORGAN = /司法(部|厅|局|分局)$/;
/** Districts of municipalities stand where prefecture cities stand (律师法 art. 47): their division does not say the level. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

/**
 * The justice organ that decided, by its name, and its level by the division in its code (GB 32100, characters 3 to 8). Undefined:
 * another organ, which has laws of its own, or one whose level cannot be said.
 */
export function justiceOrgan(facts: StoredFacts): ActingOrgan | undefined {
  const [name, code] = [facts.CF_CFJG ?? facts.XK_XKJG, facts.CF_CFJGDM ?? facts.XK_XKJGDM];
  if (typeof name !== 'string' || typeof code !== 'string' || !JUSTICE_ORGAN.test(name)) return undefined;
  const division = /^11(\d{6})/.exec(code)?.[1];
  if (division === undefined) return undefined;
  if (division === '100000') return { branch: 'justice', level: 'state' };
  if (division.endsWith('0000')) return { branch: 'justice', level: 'province' };
  // 90: what a province administers itself is of no one level.
  if (MUNICIPALITIES.has(division.slice(0, 2)) || division.slice(2, 4) === '90') return undefined;
  return { branch: 'justice', level: division.endsWith('00') ? 'prefecture' : 'county' };
}
