import { createHash } from 'node:crypto';
import type { Context } from '../../ground/audit/index.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { draftDocument, factsNamedBy, templateFor } from '../../rights/documents/index.ts';
import type { DocumentRef, ProcedureDeps, Runnable } from '../../rights/procedures/index.ts';
import type { DocumentFacts, Law } from '../../rules/law/index.ts';

/** What an officer of the demonstration says where the program cannot know: invented organs, days from the day of writing. */
const factsOn = (day: PlainDate): DocumentFacts => ({
  provider: '虚构区司法局',
  expert: '虚构司法鉴定中心',
  outcome: '处理结果见决定部分',
  ground: '原处罚决定已被行政复议机关撤销',
  reviewOrgan: '虚构市人民政府',
  court: '虚构区人民法院',
  receivedOn: day,
  dueOn: addDays(day, 28),
  formerDueOn: addDays(day, 14),
  lastPublishedOn: addDays(day, 180),
  withdrawnOn: day,
  lacking: [['信用承诺书', '缺少签章，请由法定代表人签名或者加盖公章']],
});
const WORDS: Readonly<Record<string, string>> = {
  facts: '经核对处罚决定书、缴款凭证和档案，查明的事实与所附材料一致。',
  decision: '按照核查结果办理，并在法定期限内办结。',
  consequences: '公示、共享和使用按照本决定执行，取得过该信息的单位另行通知。',
  request: '请按照上述内容办理；本机关已有或者可以自行核查的材料，不要求提交。',
};

function typed(law: Law, kind: string, procedure: string, day: PlainDate) {
  const template = templateFor(law, kind, procedure, day);
  const facts = factsOn(day);
  const named = factsNamedBy(template).flatMap((code) => (facts[code] === undefined ? [] : [[code, facts[code]]]));
  const words = template.parts.flatMap(({ part, words: asked }) => (asked === undefined ? [] : [[part, WORDS[part]!]]));
  return { facts: Object.fromEntries(named), words: Object.fromEntries(words) };
}

type Place = { readonly caseId: string; readonly recordId: string; readonly runnable: Runnable };

/**
 * The papers of a told step. What the bureau makes is drafted in the case, once for each kind: what is reviewed and decided is what
 * was drafted. What comes from outside is the digest of an invented paper.
 */
export async function papersOf(
  ctx: Context,
  kit: ProcedureDeps,
  { caseId, recordId, runnable }: Place,
  kinds: readonly string[],
  known: Map<string, DocumentRef>,
): Promise<DocumentRef[]> {
  const { table } = runnable;
  for (const kind of kinds) {
    if (known.has(kind)) continue;
    if (!table.drafted.includes(kind)) known.set(kind, outsidePaper(recordId, kind));
    else {
      const given = { caseId, kind, ...typed(kit.law, kind, table.code, chinaDate(ctx.now())) };
      const { textSha256: sha256 } = (await draftDocument(ctx, kit, [runnable], given)).result;
      known.set(kind, { kind, sha256 });
    }
  }
  return kinds.map((kind) => known.get(kind)!);
}

export const outsidePaper = (recordId: string, kind: string): DocumentRef => ({
  kind,
  sha256: createHash('sha256').update(`demonstration ${recordId} ${kind}`).digest('hex'),
});
