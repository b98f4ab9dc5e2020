import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ArticleRef, DeterminationUse, DocumentFacts, Law } from '../../rules/law/index.ts';
import { chineseSpan, citeInDocument, citeTogether } from '../../rules/law/index.ts';
import type { CaseInHand, TellAsk, Told } from '../procedures/index.ts';
import type { Contents } from './determination.ts';
import { findTerm, listContents } from './determination-queries.ts';

const ACTION: Readonly<Record<Exclude<DeterminationUse, 'serious_list'>, string>> = {
  key_supervision: '列为重点监管对象',
  responsible_person: '认定为责任人员',
};
const FINDING: typeof ACTION = { key_supervision: '重点监管对象', responsible_person: '责任人员' };
/** What states on which articles the determination itself rests. */
const CITING: readonly string[] = ['prior_notice', 'decision', 'list_decision'];

/** The measures of the packs that the party is warned of: by which articles, until when, how lifted. */
function measureRows({ measures, refs }: Contents, law: Law, today: PlainDate): string[][] {
  return measures.map((code) => {
    const { name, basis, force, lifting } = law.get('measures', code, today);
    // A row of the index carries nothing by itself: the article that the determination names does.
    const carrying: readonly ArticleRef[] = force === 'info' ? refs : basis;
    const cited = carrying.flatMap((ref) => citeInDocument(law, ref, today) ?? []);
    return [name, citeTogether(cited), `至认定的期限届满；${lifting}`];
  });
}

/** How often is inspected, before and then, and when it is looked at anew; of key supervision alone. */
function inspectionRows({ supervision }: Contents): string[][] {
  if (supervision === null) return [];
  const { inspectionsBefore, inspectionsDuring, reviewMonths } = supervision;
  const after = chineseSpan({ count: reviewMonths, unit: 'month' });
  return [[`${inspectionsBefore}次`, `${inspectionsDuring}次`, `自送达之日起满${after}`]];
}

/** Name and number of the decision as it was signed, where it was. */
async function decisionOf(tx: Tx, caseId: string): Promise<DocumentFacts> {
  const { rows } = await sql<{ title: string; serial: string; year: number; number: number }>`
    select d.title, n.serial, n.year, n.number from case_documents as d
    join document_signatures as g on g.document_id = d.id
    join document_numbers as n on n.document_id = d.id and n.year = extract(year from g.signed_on)
    where d.case_id = ${caseId} and d.kind in ('decision', 'list_decision') order by g.signed_at desc limit 1`.execute(
    tx,
  );
  const [found] = rows;
  if (found === undefined) return {};
  return { documentName: found.title, documentNumber: `${found.serial}〔${found.year}〕${found.number}号` };
}

/** Its last day, once it was served. */
async function termOf(tx: Tx, caseId: string): Promise<DocumentFacts> {
  const term = await findTerm(tx, caseId);
  return term === undefined ? {} : { termEndsOn: term.untilOn };
}

const dayOf = ({ taken }: CaseInHand, ...steps: readonly string[]) =>
  taken.findLast(({ step }) => steps.includes(step))?.on;

/** What the notice, the decision and whatever undoes it say, from what is written down to be determined and from the steps. */
export async function toldOf({ tx, law, today, inHand, kind }: TellAsk): Promise<Told> {
  const contents = (await listContents(tx, inHand.id)).at(-1);
  if (contents === undefined) return { facts: {}, refs: [] };
  const use = inHand.ground as DeterminationUse;
  const domain = use === 'serious_list' ? law.find('listDomains', contents.domain ?? '', today)?.name : FINDING[use];
  const action = use === 'serious_list' ? domain && `列入${domain}` : ACTION[use];
  const noticedOn = dayOf(inHand, 'serve_notice');
  const withdrawnOn = dayOf(inHand, 'remove_wrongful');
  const facts: DocumentFacts = {
    term: chineseSpan({ count: contents.termMonths, unit: 'month' }),
    measures: measureRows(contents, law, today),
    ...(domain === undefined ? {} : { domain }),
    ...(action === undefined ? {} : { action }),
    ...(noticedOn === undefined ? {} : { noticedOn }),
    ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
    inspections: inspectionRows(contents),
    ...(await decisionOf(tx, inHand.id)),
    ...(await termOf(tx, inHand.id)),
  };
  return { facts, refs: CITING.includes(kind) ? contents.refs : [] };
}
