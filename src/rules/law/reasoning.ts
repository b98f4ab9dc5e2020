import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { citedOf, type Derivation, type FactValue, type Step } from './derivation.ts';
import type { Law } from './law.ts';
import type { ArticleRef } from './pack.ts';

/** An answer of the gate, with its reasons. `until`: last day, inclusive, on which it holds. */
export type Answer = {
  readonly answer: 'allowed' | 'refused' | 'unknown';
  /** Codes of what refused or left in doubt, keys of GATE_MESSAGES; empty when allowed. */
  readonly reasons: readonly string[];
  readonly articles: readonly ArticleRef[];
  readonly until?: PlainDate;
  readonly derivation: Derivation;
};

type Facts = Readonly<Record<string, FactValue>>;

/** Collects the steps of one answer. One refusal refuses; otherwise one doubt leaves it unknown, for a person to settle. */
export class Reasoning {
  readonly law: Law;
  readonly on: PlainDate;
  readonly #question: string;
  readonly #facts: Readonly<Record<string, unknown>>;
  readonly #steps: Step[] = [];

  constructor(question: string, facts: object, law: Law, on: PlainDate) {
    this.#question = question;
    this.#facts = facts as Record<string, unknown>;
    this.law = law;
    this.on = on;
  }

  say(code: string, facts: Facts = {}, articles: readonly ArticleRef[] = []): this {
    this.#steps.push({ code, facts, articles });
    return this;
  }

  refuse(code: string, facts: Facts = {}, articles: readonly ArticleRef[] = []): this {
    this.#steps.push({ code, facts, articles, effect: 'refuses' });
    return this;
  }

  doubt(code: string, facts: Facts = {}, articles: readonly ArticleRef[] = []): this {
    this.#steps.push({ code, facts, articles, effect: 'doubts' });
    return this;
  }

  /** True, or refused when false and in doubt when not known. */
  require(
    fact: boolean | undefined,
    code: { readonly no: string; readonly unknown: string },
    articles: readonly ArticleRef[],
  ): this {
    if (fact === true) return this;
    return fact === false ? this.refuse(code.no, {}, articles) : this.doubt(code.unknown, {}, articles);
  }

  /** Takes over the steps of a part that was reasoned elsewhere. */
  adopt(steps: readonly Step[]): this {
    this.#steps.push(...steps);
    return this;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The articles of a line of the law that stands in the packs as a parameter; none where the stack lacks it. */
  articlesOf(parameter: string): readonly ArticleRef[] {
    return this.law.find('parameters', parameter, this.on)?.basis ?? [];
  }

  derivation(): Derivation {
    const steps = [...this.#steps];
    const cited = citedOf(steps, this.law, this.on);
    return { question: this.#question, on: this.on, edition: this.law.edition, facts: this.#facts, steps, cited };
  }

  #codesOf(effect: NonNullable<Step['effect']>): string[] {
    const codes: string[] = [];
    for (const step of this.#steps) if (step.effect === effect) codes.push(step.code);
    return codes;
  }

  answer(until?: PlainDate): Answer {
    const refusals = this.#codesOf('refuses');
    const doubts = this.#codesOf('doubts');
    const derivation = this.derivation();
    return {
      answer: refusals.length > 0 ? 'refused' : doubts.length > 0 ? 'unknown' : 'allowed',
      reasons: [...new Set([...refusals, ...doubts])],
      articles: derivation.cited.map(({ ref }) => ref),
      ...(until === undefined ? {} : { until }),
      derivation,
    };
  }
}
