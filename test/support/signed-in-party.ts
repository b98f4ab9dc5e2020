import { inviteParty } from '../../src/rights/parties/index.ts';
import { contextFor, makeActor } from './actors.ts';
import { usccFor } from './identifiers.ts';
import type { WholeProgram } from './whole-program.ts';

const PASSWORD = 'a long sentence of a party 42';

/** The representative of the invented firm of that number, come in by letter at a whole program; answers the cookie. */
export async function signedInParty({ app, bureau }: WholeProgram, ownerUrl: string, serial: number): Promise<string> {
  const { pools, vault } = app.deps;
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(ownerUrl, { id, path, kind }, 'counter');
  const counter = { ...contextFor(actor, pools), now: () => bureau.clock.now, edition: bureau.law.edition };
  const { code, username } = await inviteParty(counter, vault, {
    sought: { kind: 'uscc', key: usccFor('411100', '91', serial) },
    capacity: 'representative',
    holder: '某甲',
    shown: '身份证、营业执照，原件已核对',
  });
  const post = (url: string, fields: Record<string, string>) =>
    app.http.inject({
      method: 'POST',
      url,
      headers: {
        host: 'zhengming.test',
        origin: 'http://zhengming.test',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString(),
    });
  await post('/my/join', { code, password: PASSWORD, repeat: PASSWORD });
  const { headers } = await post('/my/sign-in', { username, password: PASSWORD });
  return [headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ');
}
