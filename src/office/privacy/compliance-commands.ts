import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { act, type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import { listAssessments } from './assessment-queries.ts';
import { listBreaches } from './breach-queries.ts';
import { listConsents } from './consent-queries.ts';
import { listEntrustments } from './entrustment-queries.ts';
import { noticesOn, noticeTemplate } from './notice.ts';
import { registerOf } from './processing.ts';
import { intakeMonths, monthsOf, RETENTION, USE_LOGS } from './retention.ts';
import { countLooks, listRuns, readHeld } from './retention-queries.ts';

/** As many lines of each register as one export holds: more than any bureau has. */
const ALL = 100_000;
const READ_ME = `个人信息保护合规审计包（个人信息保护法第五十四条）：处理活动登记、影响评估、告知书目录、同意和撤回、委托处理、
泄露事件、保存期限及其执行、查看次数。不含任何人的个人信息。manifest.json 列有每个文件的摘要；本包的摘要记在操作日志中。

The compliance audit: registers, assessments, notices, consents, contracts, breaches, retention and its runs, figures of looks. It holds
nobody's information. manifest.json has each file's digest, the journal that of the package.
`;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function filesOf(tx: Tx, law: Law, today: PlainDate): Promise<Record<string, Buffer>> {
  const notices = noticesOn(law, today).flatMap(({ item, uses }) =>
    uses.map((use) => ({
      item: item.code,
      use,
      template: noticeTemplate(use),
      basis: law.get('templates', noticeTemplate(use), today).basis,
    })),
  );
  const breaches = (await listBreaches(tx, ALL)).map(({ enteredById: _, organPath: __, ...breach }) => breach);
  return {
    '说明.txt': Buffer.from(READ_ME),
    'register.json': json(registerOf(law, today)),
    'assessments.json': json(await listAssessments(tx, ALL)),
    'notices.json': json(notices),
    'consents.json': json(await listConsents(tx, ALL)),
    'entrustments.json': json(await listEntrustments(tx, ALL)),
    'breaches.json': json(breaches),
    'retention.json': json({
      table: RETENTION,
      intakeMonths: intakeMonths(law, today),
      useMonths: Object.fromEntries(USE_LOGS.map((log) => [log.what, monthsOf(law, log, today)])),
      held: await readHeld(tx, law, today),
      runs: await listRuns(tx, ALL),
    }),
    'looks.json': json(await countLooks(tx)),
  };
}

/**
 * Everything that a compliance audit (个人信息保护合规审计; art. 54) asks for, in one file. Its digest stands in the journal before it
 * leaves.
 * @throws {Refusal} forbidden `access.denied`
 */
export async function exportCompliance(
  ctx: Context,
  law: Law,
): Promise<{ name: string; bytes: Buffer; sha256: string }> {
  const { organId, organPath } = ctx.actor;
  mayOrRefuse(ctx.actor, 'journal.export', { kind: 'privacy_export', organPath });
  const today = chinaDate(ctx.now());
  const files = await inContext(ctx.pools.app, workContext(ctx), (tx) => filesOf(tx, law, today));
  const digests = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]));
  const manifest = {
    form: 'zhengming compliance export v1',
    madeAt: ctx.now().toISOString(),
    edition: law.edition,
    files: digests,
  };
  const bytes = Buffer.from(zipSync({ ...files, 'manifest.json': json(manifest) }, { mtime: ctx.now() }));
  const digest = sha256(bytes);
  await act(ctx, async () => ({
    result: null,
    deed: 'privacy.export',
    object: { kind: 'organ', id: organId },
    basis: ['grxx:54'],
    after: { sha256: digest, files: digests },
  }));
  return { name: `个人信息保护合规审计-${today}.zip`, bytes, sha256: digest };
}
