import formbody from '@fastify/formbody';
import { dayIn } from '../../../web/portal/layout.ts';
import { repairPage, type SimulationView, simulationPage, type Typed } from '../../../web/portal/repair-pages.ts';
import { type Asked, type Desk, type DeskDeps, deskOf, sendPage } from '../../facts/publication/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Language } from '../../rules/law/index.ts';
import { type Simulation, simulateRepair } from './simulation.ts';
import { kindsToOffer, refuseUnknownChoices } from './simulation-choices.ts';
import { AskedShape, askedOf } from './simulation-shape.ts';

const text = (typed: Typed, name: string): string => (typeof typed[name] === 'string' ? typed[name].trim() : '');
const list = (typed: Typed, name: string): readonly string[] => [typed[name] ?? []].flat();

/** The form as the simulator is asked: an empty field is unknown, and what cannot be read is left for the schema to find. */
function readForm(typed: Typed): unknown {
  const fine = text(typed, 'fine');
  const months = text(typed, 'suspensionMonths');
  const performance = text(typed, 'performance');
  const known = Object.entries({
    subjectKind: text(typed, 'subjectKind'),
    procedure: text(typed, 'procedure'),
    domain: text(typed, 'domain'),
    ground: text(typed, 'ground'),
    classified: text(typed, 'classified'),
    decidedOn: text(typed, 'decidedOn'),
    publishedOn: text(typed, 'publishedOn'),
    dutyPerformedOn: performance === 'done' ? text(typed, 'dutyPerformedOn') : '',
  }).filter(([, value]) => value !== '');
  const kinds = list(typed, 'kinds');
  return {
    ...Object.fromEntries(known),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(fine === '' ? {} : { fine: Number(fine) }),
    ...(months === '' ? {} : { suspensionMonths: Number(months) }),
    ...(performance === 'outstanding' ? { dutyOutstanding: true } : {}),
  };
}

/** Days inside a sentence, as people write them. */
const withDays = (sentence: string, language: Language) =>
  sentence.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayIn(language, day));

/** The answer as the page tells it: the derivation in its parts. */
function viewOf(found: Simulation, asked: ReturnType<typeof askedOf>, language: Language): SimulationView {
  const [, ...lines] = found.why[language];
  const edition = lines.at(-1) ?? '';
  const articles = lines.filter((line) => /\[.+\]$/.test(line));
  const steps = lines
    .slice(0, -1)
    .filter((line) => !articles.includes(line))
    .map((line) => withDays(line, language));
  const { on: today, answer, earliestOn, byLawOf, endsOn, assumesToday, classProvisional, fallsAway, clocks } = found;
  return {
    answer,
    earliestOn,
    today,
    byLawOf,
    endsOn,
    shown: found.shown,
    assumesToday,
    outstanding: asked.dutyOutstanding === true,
    performed: asked.dutyPerformedOn !== undefined,
    class: found.class,
    classProvisional,
    submit: found.submit,
    fallsAway,
    clocks,
    why: { steps, articles, edition },
  };
}

function answer(desk: Desk, typed: Typed): string {
  const { view, law, today } = desk;
  const kinds = kindsToOffer(law, today);
  const read = AskedShape.safeParse(readForm(typed));
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? 'kinds')))];
    return repairPage(view, kinds, typed, wrong);
  }
  if (read.data.kinds === undefined && read.data.classified === undefined)
    return repairPage(view, kinds, typed, ['kinds']);
  const asked = askedOf(read.data);
  refuseUnknownChoices(asked, law, today);
  return simulationPage(view, kinds, typed, viewOf(simulateRepair(asked, law, today), asked, view.language));
}

/**
 * GET and POST /repair: the simulator as a page without a script. What is typed stands in the body, is computed and forgotten. The page of
 * a decision that is public at that moment sends its facts here: nothing is looked up by a number.
 */
export async function repairPageRoutes(http: HttpApp, deps: DeskDeps): Promise<void> {
  await http.register(formbody);
  const schema = { hide: true };
  http.get('/repair', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return sendPage(reply, desk, repairPage(desk.view, kindsToOffer(desk.law, desk.today), {}, []));
  });
  http.post('/repair', { schema, bodyLimit: 8_192 }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const typed = (request.body ?? {}) as Typed;
    return sendPage(reply, desk, answer(desk, typed));
  });
}
