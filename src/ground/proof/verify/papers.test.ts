import path from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { caseDocuments } from '../../../../test/support/case-documents.ts';
import { caseSteps } from '../../../../test/support/cases.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { day } from '../../../../test/support/law.ts';
import { sequenceAll, testGrower, testLogHome, verifyAsOwner } from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { factorOf } from '../../../../test/support/signing.ts';
import { PROCEDURES } from '../../../all-procedures.ts';
import { Printer } from '../../../rights/documents/index.ts';
import { enterObjection } from '../../../rights/objections/objection-commands.ts';
import { inContext } from '../../platform/db.ts';
import { ErasableKeyStore, storeFile, Vault } from '../../vault/index.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const folder = path.join(home, 'log');
let bureau: TestBureau;
let vault: Vault;
/** The paper of a reply, signed and sealed. */
let key: string;
let fileId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const deps = { law: bureau.law, vault, printer: new Printer() };
  const [documents, steps] = [caseDocuments(deps, PROCEDURES, bureau), caseSteps(deps, PROCEDURES)];
  const [recordId = ''] = [...(await bureau.send([penaltyRow(1)])).values()];
  const said = { receivedOn: day('2026-03-06'), channel: 'paper', points: ['金额有误。'], exhibits: [] } as const;
  const caseId = (await enterObjection(bureau.clerk, deps, { ...said, recordId })).result.id;
  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  const { id, textSha256 } = await documents.draft(bureau.clerk, caseId, 'reply', {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立，公示内容不变。' },
  });
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps.take(bureau.clerk, caseId, 'draft', resting);
  await steps.take(bureau.reviewer, caseId, 'pass', resting);
  await steps.take(bureau.decider, caseId, 'decide_not_upheld', { ...resting, reason: '意见不成立。' });
  await documents.issue(bureau.decider, bureau.clerk, id, await factorOf(bureau, bureau.decider));
  await sequenceAll(database);
  await testGrower(database, keys, folder).grower.grow();
  const [paper] = await bureau.asOwner<{ key: string; id: string }>(
    "select document_id || '/' || paper as key, file_id as id from document_papers where document_id = $1",
    [id],
  );
  key = paper!.key;
  fileId = paper!.id;
}, 90_000);

const verified = (vault?: Vault) => verifyAsOwner(database, keys, folder, { vault });
const ofPapers = async () =>
  (await verified(vault)).findings.filter(({ table }) => /^document_(papers|seals)$/.test(table));

test('every paper and seal is opened and is what was signed; without the master key none is, and that is said', async () => {
  expect([(await verified(vault)).told.papers, await ofPapers()]).toEqual([2, []]);
  const erasable = new ErasableKeyStore(path.join(home, 'vault'), bureau.masterKey);
  const reader = await Vault.toRead(database.pools, bureau.masterKey, erasable);
  expect((await verified(reader)).told.papers).toBe(2);
  expect((await verified()).told.papers).toBeNull();
});

test('a paper whose bytes are others is named, though they were sealed with the right key, and so is one that is gone', async () => {
  const { accountId, organPath } = bureau.clerk.actor;
  const other = await inContext(database.pools.app, { purpose: 'work', accountId, organPath }, (tx) =>
    storeFile(tx, vault, {
      organPath,
      kind: 'attachment',
      name: '另一份.pdf',
      body: Readable.from([Buffer.from('%PDF-1.7 另一份')]),
      retainUntil: day('2030-01-01'),
    }),
  );
  const point = async (to: string) => {
    await bureau.asOwner('alter table document_papers disable trigger all');
    await bureau.asOwner('update document_papers set file_id = $1 where document_id = $2', [to, key.split('/')[0]]);
    await bureau.asOwner('alter table document_papers enable trigger all');
  };
  await point(other.id);
  expect(await ofPapers()).toContainEqual({ finding: 'changed', table: 'document_papers', key });
  await point(fileId);
  expect(await ofPapers()).toEqual([]);
  await bureau.asOwner(
    'update sealed_file_chunks set sealed = set_byte(sealed, 40, 1 - get_byte(sealed, 40) % 2) where file_id = $1',
    [fileId],
  );
  expect(await ofPapers()).toEqual([{ finding: 'removed', table: 'document_papers', key }]);
  await bureau.asOwner('delete from sealed_file_chunks where file_id = $1', [fileId]);
  expect(await ofPapers()).toEqual([{ finding: 'changed', table: 'document_papers', key }]);
  await bureau.asOwner('delete from sealed_files where id = $1', [fileId]);
  expect(await ofPapers()).toEqual([{ finding: 'removed', table: 'document_papers', key }]);
});
