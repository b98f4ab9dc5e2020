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
import { inContext } from '../../ground/platform/db.ts';
import { printKey, readKey } from '../../ground/proof/index.ts';
import { deleteOutlived, Vault } from '../../ground/vault/index.ts';
import { verifyBundle } from '../../rights/bundles/verify-bundle-commands.ts';
import { Printer } from '../../rights/documents/index.ts';
import { enterObjection } from '../../rights/objections/objection-commands.ts';
import { beginService, noteEvent } from '../../rights/service/service-commands.ts';
import { confirmReceipt, makeHandover } from './archive-commands.ts';
import { sha256Of } from './archive-package.ts';
import { listClosed } from './archive-queries.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const key = readKey(printKey(keys.signer));
let bureau: TestBureau;
let vault: Vault;
let grown: ReturnType<typeof testGrower>;
let closedId: string;
let openId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  grown = testGrower(database, keys, path.join(home, 'log'));
  const deps = { law: bureau.law, vault, printer: new Printer() };
  const [documents, steps] = [caseDocuments(deps, PROCEDURES, bureau), caseSteps(deps, PROCEDURES)];
  const [first, second] = [...(await bureau.send([penaltyRow(1), penaltyRow(3)])).values()];
  const given = {
    receivedOn: day('2026-03-06'),
    channel: 'paper',
    points: ['公示的金额有误。'],
    exhibits: [],
  } as const;
  closedId = (await enterObjection(bureau.clerk, deps, { ...given, recordId: first! })).result.id;
  openId = (await enterObjection(bureau.clerk, deps, { ...given, recordId: second! })).result.id;
  await steps.dispose(bureau.clerk, closedId, 1, 'not_upheld');
  const { id, textSha256 } = await documents.draft(bureau.clerk, closedId, 'reply', {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立，公示内容不变。' },
  });
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps.take(bureau.clerk, closedId, 'draft', resting);
  await steps.take(bureau.reviewer, closedId, 'pass', resting);
  await steps.take(bureau.decider, closedId, 'decide_not_upheld', { ...resting, reason: '意见不成立。' });
  await documents.issue(bureau.decider, bureau.clerk, id, await factorOf(bureau, bureau.decider));
  const sent = { caseId: closedId, channel: 'direct', documents: [id], recipient: '某甲', lost: false } as const;
  const begun = (await beginService(bureau.clerk, deps, PROCEDURES, sent)).result;
  const signed = { id: begun.id, what: 'signed', on: day('2026-03-09'), witnessed: false, file: scan('回证') } as const;
  const { receiptSha256 } = (await noteEvent(bureau.clerk, deps, PROCEDURES, signed)).result;
  const served = { documents: [{ kind: 'delivery_receipt', sha256: receiptSha256! }] };
  await steps.take(bureau.clerk, closedId, 'serve_reply', served);
  await sequenceAll(database);
  await grown.grower.grow();
}, 90_000);

const kit = () => ({
  vault,
  receipts: { pools: database.pools, keys, tiles: grown.tiles },
  logKey: printKey(keys.signer),
});
const handOver = (caseIds: readonly string[], ctx = bureau.clerk) =>
  makeHandover(ctx, kit(), PROCEDURES, { caseIds, receiver: '虚构市档案馆', reason: '案件办结归档。' });

/** A small receiver: what an archive does with a package before it signs for it. */
function received(bytes: Buffer): {
  readonly sha256: string;
  readonly cases: number;
  readonly faults: readonly string[];
} {
  const files = unzipSync(bytes);
  const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as {
    cases: string[];
    files: Record<string, string>;
  };
  const names = Object.keys(files).filter((name) => name !== 'manifest.json');
  const faults = [
    ...names.filter((name) => manifest.files[name] !== sha256Of(files[name]!)),
    ...Object.keys(manifest.files).filter((name) => !names.includes(name)),
  ];
  const folders = new Set(
    names.filter((name) => name.startsWith('案卷/')).map((name) => name.split('/').slice(0, 2).join('/')),
  );
  for (const folder of folders) {
    const inside = names.filter((name) => name.startsWith(`${folder}/`) && !name.endsWith('/元数据.xml'));
    const bundle = Buffer.from(
      zipSync(Object.fromEntries(inside.map((name) => [name.slice(folder.length + 1), files[name]!]))),
    );
    faults.push(...verifyBundle(bundle, key).findings.map(({ code }) => `${folder} ${code}`));
    const metadata = Buffer.from(files[`${folder}/元数据.xml`]!).toString();
    for (const name of inside)
      if (!metadata.includes(sha256Of(files[name]!))) faults.push(`${name} is not in the metadata`);
  }
  return { sha256: sha256Of(bytes), cases: folders.size, faults };
}
const outlived = () =>
  inContext(database.pools.intake, { purpose: 'system' }, (tx) => deleteOutlived(tx, day('2090-01-01'), 10_000));
const sealedOfCase = async () =>
  (
    await bureau.asOwner<{ n: number }>(
      `select count(*)::int as n from sealed_values where id in (select sealed_id from procedure_points where case_id = $1)`,
      [closedId],
    )
  )[0]!.n;

test('only what is closed goes to the archive, once; and what it holds stays until the archive has signed for it', async () => {
  const own = {
    purpose: 'work',
    accountId: bureau.clerk.actor.accountId,
    organPath: bureau.clerk.actor.organPath,
  } as const;
  const waiting = await inContext(database.pools.app, own, (tx) => listClosed(tx, 10));
  expect(waiting).toMatchObject([{ id: closedId, documentNumber: penaltyRow(1).CF_WSH }]);
  await expect(handOver([closedId, openId])).rejects.toThrow('archive.case_open');
  await expect(handOver([closedId], bureau.publisher)).rejects.toThrow('access.denied');
  const { id, sha256, bytes } = await handOver([closedId]);
  const found = received(bytes);
  // The archive finds a case by the number of its decision.
  expect(Buffer.from(unzipSync(bytes)['移交清单.csv']!).toString()).toContain(penaltyRow(1).CF_WSH);
  expect(found).toEqual({ sha256, cases: 1, faults: [] });
  const names = Object.keys(unzipSync(bytes));
  expect(names).toContain('移交清单.csv');
  expect(names.filter((name) => name.endsWith('/paper.pdf'))).toHaveLength(1);
  await expect(handOver([closedId])).rejects.toThrow('archive.handed_over');

  // Long past its day, and still there: the archive has not said that it has it.
  await outlived();
  expect(await sealedOfCase()).toBe(1);
  const receipt = { id, sha256: found.sha256, number: '档收〔2026〕1号', receivedOn: day('2026-03-09') };
  await expect(confirmReceipt(bureau.clerk, receipt)).rejects.toThrow('access.denied');
  await expect(confirmReceipt(bureau.reviewer, { ...receipt, sha256: '0'.repeat(64) })).rejects.toThrow(
    'archive.other_package',
  );
  await confirmReceipt(bureau.reviewer, receipt);
  await expect(confirmReceipt(bureau.reviewer, receipt)).rejects.toThrow('archive.acknowledged');
  await outlived();
  expect(await sealedOfCase()).toBe(0);
});

test('the database too archives no open case, and takes no receipt over another digest or by who made the package', async () => {
  const [made] = await bureau.asOwner<{ id: string; made_by: string }>('select id, made_by from archive_handovers');
  const open = bureau.asOwner(
    'insert into archive_handover_cases (handover_id, case_id, organ_path) values ($1, $2, $3)',
    [made!.id, openId, bureau.clerk.actor.organPath],
  );
  await expect(open).rejects.toThrow('not closed');
  const other = (by: string, digest: string) =>
    bureau.asOwner(
      `insert into archive_receipts (handover_id, sha256, made_by, number, received_on, entered_by, entered_kind, entered_at, organ_path)
       values ($1, decode($2, 'hex'), $3, '1', '2026-03-09', $4, 'person', now(), '1.')`,
      [made!.id, digest, made!.made_by, by],
    );
  await expect(other(bureau.reviewer.actor.accountId, 'ff'.repeat(32))).rejects.toThrow(/foreign key|unique/);
  await expect(other(made!.made_by, 'ff'.repeat(32))).rejects.toThrow(/check/);
});
