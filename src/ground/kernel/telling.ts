/** What comes with a refusal or a finding. */
type Facts = Readonly<Record<string, unknown>>;
/** The sentence or the word of a code, in the language that is told in; undefined where there is none. */
type Find = (code: string) => string | undefined;

/** The sentence with `{name}` replaced by that fact; a fact that is not there stays visible as its name. */
export function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) =>
    facts[name] === undefined ? mark : String(facts[name]),
  );
}

/**
 * A fact that is a code, in words: `word.kind.reply`, or where each procedure has words of its own `word.state.objection.drafted`, the
 * procedure being a fact too. A reason has a sentence of its own, which is told with the same facts.
 */
function worded(name: string, value: unknown, facts: Facts, find: Find): unknown {
  if (typeof value !== 'string') return value;
  const word = find(`word.${name}.${String(facts.procedure)}.${value}`) ?? find(`word.${name}.${value}`);
  if (word !== undefined) return word;
  const sentence = find(value);
  return sentence === undefined ? value : fill(sentence, facts);
}

/** The sentence of a code with its facts; the code itself when there is none. What is a code among the facts is told in words. */
export function sentenceWith(code: string, facts: Facts, find: Find, language: 'zh' | 'en'): string {
  const between = language === 'zh' ? '；' : '; ';
  const told = Object.entries(facts).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? value.map((one) => worded(name, one, facts, find)).join(between)
      : worded(name, value, facts, find),
  ]);
  return fill(find(code) ?? code, Object.fromEntries(told));
}
