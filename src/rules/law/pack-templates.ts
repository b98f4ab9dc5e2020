import { factOf } from './document-facts.ts';
import type { DocumentClass, Template } from './pack.ts';
import { faultAt } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackSource, Placed } from './pack-stack.ts';
import { type DocumentPart, placesIn, type TemplatePart } from './template.ts';

/** What a decision must tell, whatever a pack says (国办发〔2020〕49号 (八); 行政处罚法 art. 59; design §1.4). */
const OF_A_DECISION: readonly DocumentPart[] = ['facts', 'basis', 'decision', 'consequences', 'way_out', 'remedies'];
/** What a prior notice must tell (行政处罚法 arts. 44, 45). */
const OF_A_PRIOR_NOTICE: readonly DocumentPart[] = ['facts', 'basis', 'decision', 'consequences', 'rights'];
const LINES: Readonly<Record<string, { readonly parts: readonly DocumentPart[]; readonly article: string }>> = {
  decision: { parts: OF_A_DECISION, article: 'xzcf:59' },
  prior_notice: { parts: OF_A_PRIOR_NOTICE, article: 'xzcf:44' },
};

/** Templates that lack a part which their class demands, name what nobody knows, or stand in no layout. */
export function templateFaults(sources: readonly PackSource[]): PackFault[] {
  const classes = new Map(
    sources.flatMap(({ documentClasses }) => documentClasses.map(({ rule }) => [rule.code, rule])),
  );
  const codes = (list: readonly { readonly rule: { readonly code: string } }[]) => list.map(({ rule }) => rule.code);
  const known = {
    classes,
    layouts: new Set(sources.flatMap(({ layouts }) => codes(layouts))),
    periods: new Set(sources.flatMap(({ periods }) => codes(periods))),
    templates: new Set(sources.flatMap(({ templates }) => codes(templates))),
    articles: new Set(
      sources.flatMap(({ instruments }) =>
        instruments.flatMap(({ rule }) => rule.articles.map(({ article }) => `${rule.instrument}:${article}`)),
      ),
    ),
  };
  return sources.flatMap((source) => [
    ...source.documentClasses.flatMap(classFaults),
    ...source.templates.flatMap((placed) => [...lackingParts(placed, classes), ...unknownNames(placed, known)]),
  ]);
}

function classFaults(placed: Placed<DocumentClass>): PackFault[] {
  const line = LINES[placed.rule.code];
  if (line === undefined) return [];
  const has = placed.rule.parts.map(({ part }) => part);
  return line.parts
    .filter((part) => !has.includes(part))
    .map((part) => faultAt(placed, ['parts'], 'pack.template_part', { class: placed.rule.code, part }, line.article));
}

function lackingParts(placed: Placed<Template>, classes: ReadonlyMap<string, DocumentClass>): PackFault[] {
  const { rule } = placed;
  const demanded = classes.get(rule.documentClass);
  if (demanded === undefined) {
    return [
      faultAt(placed, ['documentClass'], 'pack.template_name', { template: rule.code, name: rule.documentClass }),
    ];
  }
  // A part that may be left out does not fulfil what the class demands.
  const has = rule.parts.filter(({ when }) => when === undefined).map(({ part }) => part);
  return demanded.parts
    .filter(({ part }) => !has.includes(part))
    .map(({ part, basis }) =>
      faultAt(placed, ['parts'], 'pack.template_part', { template: rule.code, class: demanded.code, part }, basis[0]),
    );
}

type Known = {
  readonly layouts: ReadonlySet<string>;
  readonly periods: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
};

function unknownNames(placed: Placed<Template>, known: Known): PackFault[] {
  const { rule } = placed;
  const fault = (path: (string | number)[], name: string) =>
    faultAt(placed, path, 'pack.template_name', { template: rule.code, name });
  const faults: PackFault[] = [];
  if (!known.layouts.has(rule.layout)) faults.push(fault(['layout'], rule.layout));
  if (rule.to !== undefined) faults.push(...placeFaults(rule.to, known).map((name) => fault(['to'], name)));
  for (const kind of rule.servedWith ?? []) if (!known.templates.has(kind)) faults.push(fault(['servedWith'], kind));
  if (rule.verified !== 'always' && rule.verified !== 'whileRecordStands' && !known.periods.has(rule.verified)) {
    faults.push(fault(['verified'], rule.verified));
  }
  rule.parts.forEach((part, at) => {
    faults.push(...namesOf(part, known).map((name) => fault(['parts', at], name)));
    if (isBlank(part))
      faults.push(faultAt(placed, ['parts', at], 'pack.template_part', { template: rule.code, part: part.part }));
  });
  return faults;
}

/** A part that would say nothing. */
const isBlank = ({ text, words, table, pairs, blanks, articles }: TemplatePart) =>
  [text, words, table, pairs, blanks, articles].every((content) => content === undefined);

function namesOf(part: TemplatePart, known: Known): string[] {
  const { text = '', empty = '', table, pairs = [], when } = part;
  const wrongTable = table !== undefined && factOf(table)?.type !== 'table' ? [table] : [];
  const wrongPairs = pairs.filter((name) => factOf(name) === undefined || factOf(name)?.type === 'table');
  const wrongWhen = when !== undefined && factOf(when) === undefined ? [when] : [];
  return [...placeFaults(text, known), ...placeFaults(empty, known), ...wrongTable, ...wrongPairs, ...wrongWhen];
}

function placeFaults(text: string, { periods, articles }: Known): string[] {
  return placesIn(text).filter((place) => {
    const [kind, code = ''] = place.split(/:(.*)/s);
    if (kind === 'period') return !periods.has(code);
    if (kind === 'article') return !articles.has(code);
    const fact = factOf(place);
    return fact === undefined || fact.type === 'table';
  });
}
