import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { caseDocuments, scan } from '../../../test/support/case-documents.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { sequenceAll, testGrower, testLogHome } from '../../../test/support/log.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factorOf } from '../../../test/support/signing.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { printKey, readKey } from '../../ground/proof/index.ts';
import { verifyLog } from '../../ground/proof/verify/verify-commands.ts';
import { Vault } from '../../ground/vault/index.ts';
import { Printer } from '../documents/index.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { beginService, noteEvent } from '../service/service-commands.ts';
import { jsonFile, sha256Of } from './bundle.ts';
import { makeBundle } from './bundle-commands.ts';
import { verifyBundle } from './verify-bundle-commands.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const key = readKey(printKey(keys.signer));
let bureau: TestBureau;
let zip: Buffer;
let caseId: string;
let grown: ReturnType<typeof testGrower>;
const kit = async () => ({
  vault: await Vault.open(database.pools, bureau.masterKey, bureau.clock.now),
  receipts: { pools: database.pools, keys, tiles: grown.tiles },
  logKey: printKey(keys.signer),
});
const bundle = async (ctx = bureau.decider) =>
  makeBundle(ctx, await kit(), PROCEDURES, { caseId, reason: '人民法院调取案卷。' });

/** A refused objection, its reply signed, sealed and handed over: one case from receipt to service. */
async function wholeCase(): Promise<void> {
  const deps = { law: bureau.law, vault: (await kit()).vault, printer: new Printer() };
  const [documents, steps] = [caseDocuments(deps, PROCEDURES, bureau), caseSteps(deps, PROCEDURES)];
  const factor = await factorOf(bureau, bureau.decider);
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const points = ['公示的罚款金额有误。'];
  const given = { recordId, receivedOn: day('2026-03-06'), channel: 'paper', points, exhibits: [] } as const;
  caseId = (await enterObjection(bureau.clerk, deps, given)).result.id;
  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  const { id, textSha256 } = await documents.draft(bureau.clerk, caseId, 'reply', {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立，公示内容不变。' },
  });
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps.take(bureau.clerk, caseId, 'draft', resting);
  await steps.take(bureau.reviewer, caseId, 'pass', resting);
  await steps.take(bureau.decider, caseId, 'decide_not_upheld', { ...resting, reason: '意见不成立。' });
  await documents.issue(bureau.decider, bureau.clerk, id, factor);
  const service = { caseId, channel: 'direct', documents: [id], recipient: '虚构单位', lost: false } as const;
  const begun = (await beginService(bureau.clerk, deps, PROCEDURES, service)).result;
  const signed = { id: begun.id, what: 'signed', on: day('2026-03-09'), witnessed: false, file: scan('回证') } as const;
  await noteEvent(bureau.clerk, deps, PROCEDURES, signed);
}

beforeAll(async () => {
  bureau = await testBureau(database);
  grown = testGrower(database, keys, path.join(home, 'log'));
  await wholeCase();
  await sequenceAll(database);
  await grown.grower.grow();
  zip = (await bundle()).bytes;
}, 90_000);

test('the log answers for documents and services: what a superuser changes in them is named', async () => {
  const verified = async () => {
    const found: { finding: string; table?: string }[] = [];
    const deps = { db: database.pools.app, keys, tiles: grown.tiles };
    const { notCovered } = await verifyLog(
      deps,
      (finding) => found.push(finding as (typeof found)[number]),
      () => undefined,
    );
    return { notCovered, found: found.filter(({ table }) => /^(document|service|procedure)/.test(table ?? '')) };
  };
  const whole = await verified();
  expect(whole.found).toEqual([]);
  for (const table of ['document_papers', 'document_signatures', 'document_seals', 'services', 'service_outcomes']) {
    expect(whole.notCovered).not.toContain(table);
  }
  const change = (seal: string) =>
    bureau.asOwner(`alter table document_seals disable trigger all`).then(async () => {
      await bureau.asOwner('update document_seals set seal = $1', [seal]);
      await bureau.asOwner('alter table document_seals enable trigger all');
    });
  await change('别的印章');
  expect((await verified()).found).toContainEqual(expect.objectContaining({ table: 'document_seals' }));
  await change('虚构县司法局公章');
});

test('a bundle holds the whole case, and who had it made is written down before it leaves', async () => {
  const names = Object.keys(unzipSync(zip));
  for (const name of [
    'case.json',
    'manifest.json',
    'documents/01-reply/paper.pdf',
    'documents/01-reply/sealed.jpg',
    'services/01-direct/service.json',
    'services/01-direct/01-signed.bin',
  ]) {
    expect(names).toContain(name);
  }
  expect(names.filter((name) => name.startsWith('proofs/')).length).toBeGreaterThanOrEqual(10);
  const [entry] = await bureau.asOwner("select account_id from journal where deed = 'bundle.make' and object_id = $1", [
    caseId,
  ]);
  expect(entry).toEqual({ account_id: bureau.decider.actor.accountId });
  const looks = await bureau.asOwner("select 1 from sealed_looks where reason = '人民法院调取案卷。'");
  expect(looks.length).toBeGreaterThanOrEqual(5);
  await expect(bundle(bureau.publisher)).rejects.toThrow('access.denied');
});

test('it is checked with the key of the log alone, by the command as well, without database and network', () => {
  expect(verifyBundle(zip, key)).toMatchObject({ caseId, findings: [] });
  const file = path.join(home, 'case.zip');
  writeFileSync(file, forged(bytes(`${reply}/paper.pdf`)));
  const program = path.resolve(import.meta.dirname, '../../main.ts');
  const asked = [program, 'verify-bundle', file, '--key', printKey(keys.signer)];
  const { status, stdout } = spawnSync(process.execPath, asked, { encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringContaining(`${reply}/paper.pdf：`) });
});

type Change = (files: Record<string, Uint8Array>) => void;
/** The bundle with something changed, the list written anew as a forger would. */
function forged(change: Change, relist = true): Buffer {
  const files = unzipSync(zip);
  change(files);
  const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as { files: Record<string, string> };
  if (relist) {
    const listed = Object.entries(files).filter(([name]) => name !== 'manifest.json');
    manifest.files = Object.fromEntries(listed.map(([name, bytes]) => [name, sha256Of(bytes)]));
    files['manifest.json'] = Uint8Array.from(jsonFile(manifest));
  }
  return Buffer.from(zipSync(files));
}
/** A file with another value at a place: `steps.0.on`. */
const json =
  (name: string, place: string, value: unknown): Change =>
  (files) => {
    const content = JSON.parse(Buffer.from(files[name]!).toString());
    const names = place.split('.');
    const above = names.slice(0, -1).reduce((at, one) => at[one], content);
    above[names.at(-1)!] = value;
    files[name] = Uint8Array.from(jsonFile(content));
  };
const bytes =
  (name: string): Change =>
  (files) => {
    files[name] = Uint8Array.from([...files[name]!, 0x20]);
  };
const withoutLastStep: Change = (files) => {
  const content = JSON.parse(Buffer.from(files['case.json']!).toString());
  files['case.json'] = Uint8Array.from(jsonFile({ ...content, steps: content.steps.slice(0, -1) }));
};
const reply = 'documents/01-reply';
const service = 'services/01-direct/service.json';
const SOMEBODY = '00000000-0000-7000-8000-000000000000';

test.each<[string, Change, string, string]>([
  ['another day of a step', json('case.json', 'steps.0.on', '2026-03-05'), 'case.json', 'bundle.step_differs'],
  ['another hand', json('case.json', 'steps.3.by', SOMEBODY), 'case.json', 'bundle.step_differs'],
  ['a step left out', withoutLastStep, 'case.json', 'bundle.steps_missing'],
  ['another paper', bytes(`${reply}/paper.pdf`), `${reply}/paper.pdf`, 'bundle.paper_differs'],
  ['another word', json(`${reply}/text.json`, 'title', '通知'), `${reply}/text.json`, 'bundle.text_differs'],
  [
    'another day of signing',
    json(`${reply}/document.json`, 'signature.signedOn', '2026-03-08'),
    `${reply}/document.json`,
    'bundle.signature_differs',
  ],
  ['another sealed file', bytes(`${reply}/sealed.jpg`), `${reply}/sealed.jpg`, 'bundle.seal_differs'],
  ['another day of service', json(service, 'outcome.servedOn', '2026-03-07'), service, 'bundle.service_differs'],
  [
    'another proof of service',
    bytes('services/01-direct/01-signed.bin'),
    'services/01-direct/01-signed.bin',
    'bundle.file_differs',
  ],
])('a bundle with %s names what differs, though its list was written anew', (_, change, file, code) => {
  const { findings } = verifyBundle(forged(change), key);
  expect(findings.map((finding) => [finding.file, finding.code])).toContainEqual([file, code]);
});

test('a file that was changed, dropped or slipped in without a new list is named', () => {
  const changes: Change = (files) => {
    bytes('说明.txt')(files);
    delete files['services/01-direct/01-signed.bin'];
    files['extra.txt'] = Uint8Array.of(1);
  };
  const found = verifyBundle(forged(changes, false), key).findings.map(({ file, code }) => `${file} ${code}`);
  expect(found).toEqual(
    expect.arrayContaining([
      '说明.txt bundle.file_differs',
      'services/01-direct/01-signed.bin bundle.file_missing',
      'extra.txt bundle.file_unlisted',
    ]),
  );
});

test('a proof that is missing, broken, of another entry, or by another log proves nothing', () => {
  const proofs = Object.keys(unzipSync(zip)).filter((name) => name.startsWith('proofs/'));
  const [first, second] = proofs as [string, string];
  const swap: Change = (files) => {
    [files[first], files[second]] = [files[second]!, files[first]!];
  };
  const drop: Change = (files) => {
    delete files[first];
  };
  const spoil: Change = (files) => {
    files[first] = Uint8Array.from(Buffer.from('no proof'));
  };
  const found = (change: Change) =>
    verifyBundle(forged(change), key).findings.map(({ file, code }) => `${file} ${code}`);
  expect(found(swap)).toContain(`${first} bundle.proof_of_another`);
  expect(found(drop)).toContain(`${first} bundle.proof_missing`);
  expect(found(spoil)).toContain(`${first} bundle.proof_fails`);
  const other = readKey(printKey(testLogHome().keys.signer));
  expect(verifyBundle(zip, other).findings.filter(({ code }) => code === 'bundle.proof_fails')).toHaveLength(
    proofs.length,
  );
});

test('what is no bundle is told as such', () => {
  expect(() => verifyBundle(Buffer.from('no zip at all'), key)).toThrow('bundle.unreadable');
  expect(() => verifyBundle(Buffer.from(zipSync({ 'a.txt': Buffer.from('a') })), key)).toThrow('bundle.unreadable');
});
