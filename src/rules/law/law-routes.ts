import { z } from 'zod';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { caseRoutes } from './case-routes.ts';
import type { LawOf } from './edition.ts';
import { covers } from './interval.ts';
import type { Law } from './law.ts';
import type { Article, Instrument, Kind, Kinds, Mark } from './pack.ts';
import { codeOf } from './rule-code.ts';

/** Kinds of rule that the console shows, by the keys of pack files. */
const SHOWN = [
  'periods',
  'classes',
  'statuteTerms',
  'severity',
  'parameters',
  'closedLists',
  'competences',
  'remedyBodies',
  'bans',
  'measures',
  'basisLevels',
  'categories',
  'items',
  'delegations',
] as const satisfies readonly Kind[];

const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
/** An edition that was in use before; left out: the one in use. */
const Edition = z.string().regex(/^[0-9a-f]{64}$/);
const OnDay = z.strictObject({ on: Day.optional(), edition: Edition.optional() });
const ArticlesQuestion = OnDay.extend({
  refs: z.string().max(2_000).optional(),
  /** `true`: those too that hold on other days only, marked `standing: false`. */
  ever: z.enum(['true', 'false']).optional(),
});
const Kinded = z.strictObject({ kind: z.enum(SHOWN) });
const Coded = z.strictObject({ code: z.string().max(100) });

const IntervalShape = z.strictObject({ from: z.string(), to: z.string().optional() });
const MarkShape = z.enum(['verified', 'secondary', 'memory', 'reading']);
const ArticleShape = z.strictObject({
  ref: z.string(),
  article: z.string(),
  gist: z.string(),
  gistEn: z.string(),
  mark: MarkShape,
  inForce: IntervalShape,
  /** It holds on the day asked. */
  standing: z.boolean(),
  instrument: z.strictObject({
    instrument: z.string(),
    title: z.string(),
    titleEn: z.string(),
    number: z.string().optional(),
    issuer: z.string(),
    level: z.string(),
    inForce: IntervalShape,
    mark: MarkShape,
    source: z.string(),
  }),
});
/** A rule as its pack writes it, and which pack: packs hold public law only, so nothing private can leak here. */
const RuleShape = z.looseObject({ code: z.string(), pack: z.string() });
const EditionShape = z.strictObject({
  edition: z.string(),
  packs: z.array(
    z.strictObject({
      pack: z.string(),
      name: z.string(),
      nameEn: z.string(),
      layer: z.string(),
      parent: z.string().optional(),
      territory: z.string().optional(),
    }),
  ),
  rules: z.record(z.string(), z.number()),
  articles: z.record(MarkShape, z.number()),
});

function articleAnswer(instrument: Instrument, article: Article, on: PlainDate): z.infer<typeof ArticleShape> {
  const { articles: _, ...act } = instrument;
  return {
    ref: `${instrument.instrument}:${article.article}`,
    article: article.article,
    gist: article.gist,
    gistEn: article.gistEn,
    mark: article.mark,
    inForce: article.inForce ?? instrument.inForce,
    standing: covers(instrument.inForce, on) && covers(article.inForce ?? instrument.inForce, on),
    instrument: act,
  };
}

function articlesEver(law: Law, on: PlainDate): z.infer<typeof ArticleShape>[] {
  return law.stack
    .flatMap(({ instruments }) => instruments)
    .flatMap((instrument) => instrument.articles.map((article) => articleAnswer(instrument, article, on)));
}

function articlesOn(law: Law, on: PlainDate): z.infer<typeof ArticleShape>[] {
  return articlesEver(law, on).filter(({ standing }) => standing);
}

function namedArticles(law: Law, refs: readonly string[], on: PlainDate): z.infer<typeof ArticleShape>[] {
  return refs
    .map((ref) => law.article(ref, on))
    .filter((found) => found !== undefined)
    .map(({ instrument, article }) => articleAnswer(instrument, article, on));
}

function rulesOn(law: Law, kind: (typeof SHOWN)[number], on: PlainDate): z.infer<typeof RuleShape>[] {
  return law.all(kind, on).map((rule) => {
    const code = codeOf(rule as Kinds[Kind]);
    return { ...rule, code, pack: law.standing(kind, code, on)!.pack.pack };
  });
}

function editionAnswer(law: Law, on: PlainDate): z.infer<typeof EditionShape> {
  const marks: Record<Mark, number> = { verified: 0, secondary: 0, memory: 0, reading: 0 };
  for (const { mark } of articlesOn(law, on)) marks[mark] += 1;
  return {
    edition: law.edition,
    packs: law.packs.map((head) => ({ ...head })),
    rules: Object.fromEntries(SHOWN.map((kind) => [kind, law.all(kind, on).length])),
    articles: marks,
  };
}

/**
 * The law in use, for the law browser and for whoever asks by which article: editions, articles and rules as they stood on a
 * day (`on`, today when left out), as we know it now or knew it in an earlier edition. Law is public, so no sign-in is asked.
 */
export function lawRoutes(http: HttpApp, lawInUse: () => Law, now: () => Date, lawOf: LawOf): void {
  /** @throws {Refusal} absent `edition.absent` */
  async function lawIn(edition: string | undefined): Promise<Law> {
    if (edition === undefined || edition === lawInUse().edition) return lawInUse();
    const kept = await lawOf(edition);
    if (kept === undefined) throw new Refusal('absent', 'edition.absent', { edition });
    return kept;
  }
  const dayOf = (on: string | undefined): PlainDate => (on as PlainDate | undefined) ?? chinaDate(now());

  caseRoutes(http);

  http.get(
    '/api/v1/law/edition',
    { schema: { querystring: OnDay, response: { 200: EditionShape } } },
    async (request) => editionAnswer(await lawIn(request.query.edition), dayOf(request.query.on)),
  );

  http.get(
    '/api/v1/law/articles',
    {
      schema: {
        querystring: ArticlesQuestion,
        response: { 200: z.strictObject({ on: z.string(), articles: z.array(ArticleShape) }) },
      },
    },
    async (request) => {
      const on = dayOf(request.query.on);
      const law = await lawIn(request.query.edition);
      const refs = request.query.refs?.split(',');
      if (refs) return { on, articles: namedArticles(law, refs, on) };
      return { on, articles: request.query.ever === 'true' ? articlesEver(law, on) : articlesOn(law, on) };
    },
  );

  http.get(
    '/api/v1/law/rules/:kind',
    {
      schema: {
        params: Kinded,
        querystring: OnDay,
        response: { 200: z.strictObject({ on: z.string(), rules: z.array(RuleShape) }) },
      },
    },
    async (request) => {
      const on = dayOf(request.query.on);
      return { on, rules: rulesOn(await lawIn(request.query.edition), request.params.kind, on) };
    },
  );

  http.get(
    '/api/v1/law/rules/:kind/:code',
    { schema: { params: Kinded.extend(Coded.shape), querystring: OnDay, response: { 200: RuleShape } } },
    async (request) => {
      const { kind, code } = request.params;
      const on = dayOf(request.query.on);
      const standing = (await lawIn(request.query.edition)).standing(kind, code, on);
      if (!standing) throw new Refusal('absent', 'law.no_rule', { kind, code, on });
      return { ...standing.rule, code, pack: standing.pack.pack };
    },
  );
}
