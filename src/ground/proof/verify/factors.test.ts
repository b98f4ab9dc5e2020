import { base32 } from '@better-auth/utils/base32';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { cookiesOf, testAccess } from '../../../../test/support/access.ts';
import { contextFor } from '../../../../test/support/actors.ts';
import { sequenceAll, takeNow, testGrower, testLogHome, verifyAsOwner } from '../../../../test/support/log.ts';
import { LOCKOUT } from '../../../../test/support/signing.ts';
import { tamper } from '../../../../test/support/tampering.ts';
import { rekeyFactors } from '../../access/factor-rekey-store.ts';
import { factorMark, sealFactor } from '../../access/factor-seal.ts';
import { insertPasskey } from '../../access/factor-store.ts';
import { vouchedPasskey } from '../../access/factor-vouching.ts';
import { stepAt, totpCode } from '../../access/totp.ts';
import { act } from '../../audit/index.ts';
import { newId } from '../../kernel/id.ts';
import type { Finding } from './finding.ts';

const access = testAccess();
const { asOwner, post, person, signIn, database } = access;
const { home, keys } = testLogHome();
const codeNow = (typed: string) => totpCode(Buffer.from(base32.decode(typed)), stepAt(access.clock));
/** Of whom the tests look: others were put there by hand. */
const factors = ({ table }: Finding) => ['passkeys', 'totp_secrets', 'log_removals'].includes(table);

async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, home).grower.grow();
}
async function verify(): Promise<Finding[]> {
  return (await verifyAsOwner(database, keys, home, { masterKey: access.deps.masterKey })).findings.filter(factors);
}

let accountId: string;
let cookie: string;
let typed: string;
const passkeyId = newId();

beforeAll(async () => {
  const clerk = await person('clerk');
  accountId = clerk.accountId;
  await takeNow(database, access.clock);
  await grow();
  cookie = cookiesOf(await signIn(clerk.username));
  typed = (await post('/api/v1/me/totp', {}, { cookie })).json().typed;
  await post('/api/v1/me/totp/confirmations', { code: await codeNow(typed) }, { cookie });
  const actor = { ...access.administrator, accountId, postId: clerk.postIds[0]!, role: 'clerk' as const };
  const ctx = {
    ...contextFor(actor, database.pools, access.clock),
    masterKey: access.deps.masterKey,
    lockout: LOCKOUT,
  };
  // As a browser's answer would make it; how that is checked, src/ground/access/passkey.ts and the journey of sign-in show.
  const made = { credentialId: 'a'.repeat(22), publicKey: Buffer.alloc(64, 7), counter: 0, transports: ['internal'] };
  const place = { id: passkeyId, rpId: 'localhost' };
  await act(ctx, async (tx) => {
    await insertPasskey(tx, { ...made, ...place, accountId, label: '测试钥匙' }, access.clock);
    const after = vouchedPasskey(accountId, made, place);
    return {
      result: null,
      deed: 'factor.enrol',
      object: { kind: 'account', id: accountId },
      reasonCode: 'passkey',
      after,
    };
  });
  await grow();
});

test('a second factor is answered for from its enrolment on, and using it changes nothing of that', async () => {
  expect(await verify()).toEqual([]);
  await asOwner(`update auth.passkeys set counter = 9, used_at = now()`);
  await asOwner(`update auth.totp_secrets set last_step = last_step + 1`);
  expect(await verify()).toEqual([]);
});

test.each([
  [
    'the key of a passkey swapped',
    `update auth.passkeys set public_key = sha256('mine') || sha256('mine')`,
    'changed',
    'passkeys',
  ],
  [
    'a passkey given to another account',
    'update auth.passkeys set account_id = gen_random_uuid()',
    'changed',
    'passkeys',
  ],
  [
    'a passkey of somebody else put in',
    `insert into auth.passkeys select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'credential_id',
      repeat('b', 22)))).* from auth.passkeys k limit 1`,
    'inserted',
    'passkeys',
  ],
  ['a passkey removed', 'delete from auth.passkeys', 'removed', 'passkeys'],
  [
    'the secret of a telephone swapped',
    `update auth.totp_secrets set sealed = sha256('mine') || sha256('mine') where confirmed_at is not null`,
    'changed',
    'totp_secrets',
  ],
])('%s by a superuser: named', async (_, statement, finding, table) => {
  expect(await tamper(database, statement, verify)).toEqual([expect.objectContaining({ finding, table })]);
});

test('a secret that is another than the one enrolled is named, though it opens', async () => {
  const other = sealFactor(access.deps.masterKey, accountId, Buffer.alloc(20, 5)).toString('hex');
  const statement = `update auth.totp_secrets set sealed = '\\x${other}' where account_id = '${accountId}'`;
  expect(await tamper(database, statement, verify)).toEqual([
    expect.objectContaining({ finding: 'changed', table: 'totp_secrets' }),
  ]);
});

test('a factor swapped before the log has its enrolment is adopted by no entry', async () => {
  const other = await person('clerk');
  const session = cookiesOf(await signIn(other.username));
  const begun = (await post('/api/v1/me/totp', {}, { cookie: session })).json();
  await post('/api/v1/me/totp/confirmations', { code: await codeNow(begun.typed) }, { cookie: session });
  const genuine = `update auth.totp_secrets set sealed = $2, mark = $3 where account_id = $1 returning account_id`;
  const [kept] = await asOwner('select sealed, mark from auth.totp_secrets where account_id = $1', [other.accountId]);
  // Sealed as the program would: by somebody who has its key, too.
  const mine = Buffer.alloc(20, 9);
  const sealed = sealFactor(access.deps.masterKey, other.accountId, mine);
  await asOwner(genuine, [other.accountId, sealed, factorMark(other.accountId, mine)]);
  await grow();
  expect(await verify()).toEqual([expect.objectContaining({ finding: 'inserted', table: 'totp_secrets' })]);
  await asOwner(genuine, [other.accountId, kept.sealed, kept.mark]);
});

test('what its owner gave up is gone by an act, and no finding; put back it is named', async () => {
  access.clock = new Date(access.clock.getTime() + 180_000);
  const before = await asOwner('select * from auth.totp_secrets where account_id = $1', [accountId]);
  const gone = await post(
    '/api/v1/me/second-factors/removals',
    { factor: 'totp', proof: { method: 'totp', code: await codeNow(typed) } },
    { cookie },
  );
  expect(gone.statusCode).toBe(204);
  const named = (await verify()).filter(({ key }) => key.startsWith(accountId));
  expect(named).toEqual([]);
  await grow();
  expect((await verify()).filter(({ key }) => key.startsWith(accountId))).toEqual([]);
  const [row] = before;
  await asOwner(
    `insert into auth.totp_secrets (account_id, sealed, mark, created_at, confirmed_at, last_step) values ($1, $2, $5, $3, $4, 0)`,
    [accountId, row.sealed, row.created_at, row.confirmed_at, row.mark],
  );
  expect((await verify()).filter(({ key }) => key.startsWith(accountId))).toEqual([
    expect.objectContaining({ finding: 'inserted', table: 'totp_secrets' }),
  ]);
});

test('a removal written by hand excuses nothing, and is named itself', async () => {
  const statement = `insert into log_removals (id, source, keys, removed_at, basis, edition)
      values (gen_random_uuid(), 'passkeys', array['${passkeyId}'], now(), '{}', repeat('a', 64));
    delete from auth.passkeys where id = '${passkeyId}'`;
  const told = await tamper(database, statement, verify);
  expect(told).toContainEqual(expect.objectContaining({ finding: 'removed', table: 'passkeys', key: passkeyId }));
  expect(told).toContainEqual(expect.objectContaining({ finding: 'inserted', table: 'log_removals' }));
});

test('a new master key seals the secrets anew, and that is no finding', async () => {
  const { masterKey } = access.deps;
  const next = Buffer.alloc(32, 8);
  const other = await person('clerk');
  const session = cookiesOf(await signIn(other.username));
  const begun = (await post('/api/v1/me/totp', {}, { cookie: session })).json();
  await post('/api/v1/me/totp/confirmations', { code: await codeNow(begun.typed) }, { cookie: session });
  await grow();
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  await rekeyFactors(owner, masterKey, next);
  await owner.end();
  const { findings } = await verifyAsOwner(database, keys, home, { masterKey: next });
  expect(findings.filter(({ key }) => key.startsWith(other.accountId))).toEqual([]);
});
