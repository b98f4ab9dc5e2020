import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseError } from 'pg';
import type { Context } from '../../src/ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { inContext } from '../../src/ground/platform/db.ts';
import { draftDocument, type Typed, templateFor } from '../../src/rights/documents/document-commands.ts';
import { factsNamedBy } from '../../src/rights/documents/template-form.ts';
import type { ProcedureDeps, Runnable } from '../../src/rights/procedures/index.ts';
import type { Law } from '../../src/rules/law/index.ts';
import { ownerOf } from './database.ts';
import { SAMPLE_FACTS, sampleWords } from './documents.ts';

/** What an officer might say for a document of that kind: every fact and every part that its template asks for. */
export function typedFor(law: Law, kind: string, procedure: string, on: PlainDate): Typed {
  const template = templateFor(law, kind, procedure, on);
  const facts = Object.fromEntries(
    factsNamedBy(template).flatMap((code) => (SAMPLE_FACTS[code] === undefined ? [] : [[code, SAMPLE_FACTS[code]]])),
  );
  return { facts, words: sampleWords(template) as Typed['words'] };
}

/** The digest of the newest text of that kind in the case; drafted from samples, where there is none. */
export async function draftedIn(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  { caseId, procedure, kind }: { readonly caseId: string; readonly procedure: string; readonly kind: string },
): Promise<string> {
  const known = await inContext(ctx.pools.app, { purpose: 'system' }, (tx) =>
    tx
      .selectFrom('case_documents as d')
      .innerJoin('document_versions as v', 'v.document_id', 'd.id')
      .select('v.text_sha256')
      .where('d.case_id', '=', caseId)
      .where('d.kind', '=', kind)
      .orderBy('d.made_at', 'desc')
      .orderBy('d.id', 'desc')
      .orderBy('v.version', 'desc')
      .executeTakeFirst(),
  );
  if (known !== undefined) return known.text_sha256.toString('hex');
  const typed = typedFor(deps.law, kind, procedure, chinaDate(ctx.now()));
  return (await draftDocument(ctx, deps, runnables, { ...typed, caseId, kind })).result.textSha256;
}

/**
 * Served by hand on that day: paper, signature, seal and service of the newest documents of these kinds, written as the owner, since
 * they need fonts and second factors and are tested elsewhere. Answers the receipt; of a
 * public notice there is none yet. What the database lets nobody sign is not served, and the receipt is of nothing: the step that
 * names it must then be refused.
 */
export async function servedIn(
  ctx: Context,
  {
    caseId,
    kinds,
    on,
    isNotice = false,
  }: {
    readonly caseId: string;
    readonly kinds: readonly string[];
    readonly on: PlainDate;
    readonly isNotice?: boolean;
  },
): Promise<string> {
  const receipt = createHash('sha256').update(randomUUID()).digest('hex');
  const { accountId, postId } = ctx.actor;
  const client = await ownerOf.get(ctx.pools)!.connect();
  try {
    await client.query('begin');
    await client.query(NEWEST, [caseId, kinds, accountId]);
    await client.query(PAPERS, [on, ctx.now()]);
    await client.query(SIGNATURES, [on, ctx.now(), postId]);
    await client.query(SEALS, [ctx.now()]);
    const begun = [randomUUID(), caseId, on, accountId, ctx.now()];
    if (isNotice) await client.query(ANNOUNCED, begun);
    else await client.query(SERVICE, [...begun, receipt]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if ((error as DatabaseError).code !== CHECK_VIOLATION) throw error;
  } finally {
    client.release();
  }
  return receipt;
}

const CHECK_VIOLATION = '23514';

/** The newest texts; a decision is signed by whoever decided on it, a notice by whoever serves it. */
const NEWEST = `
  create temporary table newest on commit drop as
  select distinct on (d.kind) d.id, d.organ_path, v.version, v.text_sha256, v.edition, sha256(v.text_sha256) as paper,
    exists (select from document_signatures g where g.document_id = d.id) as signed,
    coalesce((select s.taken_by from procedure_steps s, jsonb_array_elements(s.documents) n where s.case_id = d.case_id and s.decides
      and n->>'kind' = d.kind order by s.number desc limit 1), $3::uuid) as signer
  from case_documents d join document_versions v on v.document_id = d.id
  where d.case_id = $1 and d.kind = any ($2) order by d.kind, d.made_at desc, d.id desc, v.version desc`;
const PAPERS = `
  insert into document_papers (document_id, paper, version, text_sha256, lacks, issued_on, paper_sha256, pages, file_id, edition, made_by,
    made_at, organ_path)
  select id, 1, version, text_sha256, 0, $1::date, paper, 1, gen_random_uuid(), edition, signer, $2::timestamptz, organ_path
  from newest where not signed`;
const SIGNATURES = `
  insert into document_signatures (document_id, paper, paper_sha256, text_sha256, signed_on, signed_by, signed_kind, post_id, role,
    factor, signed_at, basis, organ_path)
  select id, 1, paper, text_sha256, $1::date, signer, 'person', $3::uuid, 'decider', 'totp', $2::timestamptz, '{dzqm:13}', organ_path
  from newest where not signed`;
const SEALS = `
  insert into document_seals (document_id, paper_sha256, way, file_id, file_sha256, media_type, seal, sealed_by, sealed_kind, sealed_at,
    basis, organ_path)
  select n.id, n.paper, 'scan', gen_random_uuid(), n.paper, 'image/png', '虚构县司法局公章',
    (select a.id from accounts a where a.kind = 'person' and a.id <> n.signer limit 1), 'person', $1::timestamptz, '{dzqm:13}', n.organ_path
  from newest n where not n.signed`;
const SERVICE = `
  with served as (
    insert into services (id, case_id, channel, begun_on, lost, recipient_id, basis, edition, begun_by, begun_kind, begun_at, organ_path)
    select $1::uuid, $2, 'direct', $3::date, false, gen_random_uuid(), '{mss:88}', n.edition, $4::uuid, 'person', $5::timestamptz, n.organ_path
    from newest n limit 1 returning id, edition, organ_path),
  together as (
    insert into service_documents (service_id, document_id, paper_sha256, organ_path)
    select s.id, n.id, n.paper, n.organ_path from served s, newest n returning 1),
  signed as (
    insert into service_events (service_id, number, what, happened_on, witnessed, file_id, file_sha256, noted_by, noted_kind, noted_at,
      organ_path)
    select s.id, 1, 'signed', $3::date, false, gen_random_uuid(), decode($6, 'hex'), $4::uuid, 'person', $5::timestamptz, s.organ_path
    from served s returning 1)
  insert into service_outcomes (service_id, served_on, receipt_sha256, derivation, edition, concluded_by, concluded_at, organ_path)
  select s.id, $3::date, decode($6, 'hex'), '{}', s.edition, $4::uuid, $5::timestamptz, s.organ_path from served s`;
/** Announced; by its days alone it will count as served. */
const ANNOUNCED = `
  with announced as (
    insert into services (id, case_id, channel, begun_on, lost, why_id, recipient_id, basis, edition, begun_by, begun_kind, begun_at,
      organ_path)
    select $1::uuid, $2, 'public_notice', $3::date, true, gen_random_uuid(), gen_random_uuid(), '{mss:95}', n.edition, $4::uuid, 'person',
      $5::timestamptz, n.organ_path
    from newest n limit 1 returning id)
  insert into service_documents (service_id, document_id, paper_sha256, organ_path)
  select s.id, n.id, n.paper, n.organ_path from announced s, newest n`;
