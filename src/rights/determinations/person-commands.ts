import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { maskName, type Vault } from '../../ground/vault/index.ts';
import { residentIdOf } from '../../names/subjects/identifiers/index.ts';
import { foldName } from '../../names/subjects/index.ts';
import { lockKey } from '../procedures/index.ts';
import { findPerson, insertPerson } from './person-store.ts';

export type PersonFound = { readonly id: string; readonly name: string };

/**
 * The person to whom a finding is to be addressed (责任人员), by the number of the certificate, which is kept nowhere. One who is not
 * known yet is entered with the keyed hash of the number and a masked name, and with nothing else: a case of its own says the rest.
 * @throws {Refusal} forbidden `access.denied`; invalid `determination.number_unreadable`
 */
export async function enterPerson(
  ctx: Context,
  vault: Vault,
  given: { readonly number: string; readonly name: string },
): Promise<Acted<PersonFound>> {
  const number = residentIdOf(given.number);
  if (number === undefined) throw new Refusal('invalid', 'determination.number_unreadable');
  const key = vault.lookupHash('person', number).toString('hex');
  return act(ctx, async (tx) => {
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'determination.propose', { kind: 'determination', organPath });
    await lockKey(tx, key);
    const known = await findPerson(tx, key);
    const name = maskName(given.name);
    const person = known ?? { id: newId(ctx.now().getTime()), name };
    if (known === undefined) await insertPerson(tx, { ...person, key, folded: foldName(name) }, ctx.now());
    return {
      result: person,
      deed: 'determination.propose',
      object: { kind: 'subject', id: person.id },
      subjectId: person.id,
      basis: ['grxx:34'],
      after: { entered: known === undefined },
    };
  });
}
