import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { normalise } from '../../../names/subjects/identifiers/index.ts';
import { codeFinder } from './read-identifier.ts';
import type { RolePlaces } from './record-roles.ts';
import type { RecordRule } from './record-rule.ts';

const RESIDENT_CARD = '身份证';

/**
 * E03: the number of a certificate, judged by the kind that stands beside it. Only the number of a resident's card has a form
 * that can be checked (GB 11643, law file 4.3); passports and permits are kept as given. All are brought to one spelling, half-width
 * and upper case, for the keyed hash under which a person is found again is made of it. The party's number must be right,
 * since the record hangs on it; a wrong one of the legal representative is told and refuses nothing.
 */
export function certificateRules({ certificates }: RolePlaces, today: PlainDate): RecordRule[] {
  return certificates.map(({ kind, number, isParty }): RecordRule => {
    const find = codeFinder('resident_id', today);
    return (values, at) => {
      const typed = values[number];
      if (typed === undefined) return;
      values[number] = normalise(typed).text;
      if (values[kind] !== RESIDENT_CARD) return;
      for (const { code, severity, words } of find(typed).problems) {
        at(number).tellInWords(code, isParty || severity !== 'error' ? severity : 'warning', words);
      }
    };
  });
}
