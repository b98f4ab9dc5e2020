import type { ReactNode } from 'react';
import type { Span } from '../../api/law.ts';
import { useWords, type WordKey } from '../../words/index.ts';
import type { AnyRule, Condition } from './rule-shapes.ts';

export function SpanText({ span }: { span: Span }) {
  const { say } = useWords();
  return <>{say(`ui.unit_${span.unit}`, { count: span.count })}</>;
}

export function TermText({ term }: { term: NonNullable<AnyRule['term']> }) {
  const { say } = useWords();
  if (typeof term === 'string') return <>{say(`law.${term}`)}</>;
  if ('unit' in term) return <SpanText span={term} />;
  return (
    <>
      {term.atLeast && (
        <>
          ≥ <SpanText span={term.atLeast} />{' '}
        </>
      )}
      {term.atMost && (
        <>
          ≤ <SpanText span={term.atMost} />
        </>
      )}
    </>
  );
}

/** A value that packs write in Chinese only, marked as such for a screen reader. */
export function Chinese({ children }: { children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>;
}

const VALUES = ['simple', 'ordinary', 'natural_person', 'organisation', 'individual_business'] as const;
const isWord = (value: unknown): value is (typeof VALUES)[number] => VALUES.some((one) => one === value);

type ConditionProps = {
  readonly condition: Condition;
  /** What a field is called: of an item its own fields, otherwise the facts of a decision. */
  readonly nameOf?: (field: string) => string;
};

/** A condition as a sentence or a nested list, as the pack has it. */
export function ConditionText({ condition, nameOf }: ConditionProps) {
  const { say } = useWords();
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    return (
      <div>
        <span className="quiet">{say('all' in condition ? 'law.all' : 'law.any')}</span>
        <ul className="condition">
          {parts.map((part) => (
            <li key={JSON.stringify(part)}>
              <ConditionText condition={part} {...(nameOf && { nameOf })} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const value = [condition.value].flat().filter((one) => one !== undefined);
  return (
    <span>
      {nameOf?.(condition.field) ?? say(`law.fact_${condition.field}` as WordKey)}{' '}
      {say(`law.op_${condition.op}` as WordKey)}{' '}
      <Chinese>{value.map((one) => (isWord(one) ? say(`law.value_${one}`) : String(one))).join('、')}</Chinese>
    </span>
  );
}
