import { Fragment, type ReactNode } from 'react';
import { DataTable } from '../../../shared/data-table.tsx';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { IntervalText } from '../../ui/article-view.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { ValueText } from '../../ui/value-text.tsx';
import { type Say, useWords } from '../../words/index.ts';
import { CasesOf } from './cases-of.tsx';
import { SignOff } from './columns.tsx';
import type { AnyRule, Field } from './rule-shapes.ts';
import { ConditionText, SpanText, TermText } from './values.tsx';

/** One rule with all that its pack says of it. */
export function RuleView({ rule, on }: { rule: AnyRule; on: string | undefined }) {
  const { say, either, language } = useWords();
  const lines: (readonly [label: string, value: ReactNode])[] = [
    [
      say('law.code'),
      <code key="code" className="mono">
        {rule.code}
      </code>,
    ],
    [say('law.basis'), rule.basis && <ArticleLinks key="basis" refs={rule.basis} on={on} />],
    [say('law.mark'), rule.mark && <MarkTag key="mark" mark={rule.mark} />],
    [say('law.signOff'), rule.signOff && <SignOff key="sign" say={say} rule={rule} />],
    ...periodLines(rule, say),
    [say('law.class'), rule.class && say(`law.class_${rule.class as 'minor'}`)],
    [say('law.earliest'), rule.earliest && <SpanText key="earliest" span={rule.earliest} />],
    [say('law.longest'), rule.longest && <SpanText key="longest" span={rule.longest} />],
    [say('law.when'), rule.when && <ConditionText key="when" condition={rule.when} />],
    [say('law.value'), rule.value !== undefined && <Values key="value" of={[String(rule.value)]} />],
    [
      say('law.entries'),
      rule.entries && (
        <span key="entries" lang="zh-CN">
          {rule.entries.join('、')}
        </span>
      ),
    ],
    [say('law.allowedValues'), rule.allowed && <Values key="allowed" of={rule.allowed.map(String)} />],
    [say('law.trigger'), rule.trigger && either(rule.trigger, rule.triggerEn)],
    [say('law.content'), rule.content && either(rule.content, rule.contentEn)],
    [say('law.object'), rule.object && either(rule.object, rule.objectEn)],
    [say('law.term'), rule.term && <TermText key="term" term={rule.term} />],
    [say('law.lifting'), rule.lifting && either(rule.lifting, rule.liftingEn)],
    [say('law.national'), rule.national?.join(' ')],
    [say('law.local'), rule.local?.join(' ')],
    [say('law.retention'), rule.retention && <SpanText key="retention" span={rule.retention} />],
    [say('law.inForce'), rule.inForce && <IntervalText key="inForce" interval={rule.inForce} />],
    [
      say('law.pack'),
      <code key="pack" className="mono">
        {rule.pack}
      </code>,
    ],
    // Notes are written for the lawyer who reviews the pack, in Chinese only.
    [say('law.note'), language === 'zh' && rule.note],
  ];
  return (
    <div className="stack">
      <dl className="facts">
        {lines
          .filter(([, value]) => value !== undefined && value !== false && value !== '')
          .map(([label, value]) => (
            <Line key={label} label={label} value={value} />
          ))}
      </dl>
      {rule.fields && <Fields fields={rule.fields} />}
      <CasesOf code={rule.code} />
    </div>
  );
}

function periodLines({ count, unit, whose, dayZeroCounts, rollForward }: AnyRule, say: Say) {
  if (count === undefined || unit === undefined) return [];
  return [
    [say('law.length'), <SpanText key="length" span={{ count, unit }} />],
    [say('law.whose'), whose && say(`law.whose_${whose as 'organ'}`)],
    [say('law.dayZero'), say(dayZeroCounts ? 'law.dayZeroYes' : 'law.dayZeroNo')],
    [say('law.rollForward'), say(rollForward ? 'law.rollYes' : 'law.rollNo')],
  ] as const;
}

function Line({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Choices: codes of ours in words, the law's own words as they are. */
function Values({ of: values }: { readonly of: readonly string[] }) {
  const { language } = useWords();
  const separator = language === 'zh' ? '、' : ', ';
  return values.map((value, at) => (
    <Fragment key={value}>
      {at > 0 && separator}
      <ValueText value={value} />
    </Fragment>
  ));
}

function Fields({ fields }: { fields: readonly Field[] }) {
  const { say, either } = useWords();
  const nameOf = (field: string) => {
    const named = fields.find(({ code }) => code === field);
    return named ? either(named.name, named.nameEn) : field;
  };
  return (
    <>
      <h2>{say('law.fields')}</h2>
      <DataTable<Field>
        caption={say('law.fields')}
        rows={fields}
        rowKey={({ code }) => code}
        empty={say('ui.emptyDefault')}
        columns={[
          { key: 'name', title: say('law.name'), cell: (field) => either(field.name, field.nameEn) },
          { key: 'code', title: say('law.code'), cell: ({ code }) => <code className="mono whole">{code}</code> },
          {
            key: 'type',
            title: say('law.fieldType'),
            cell: ({ type, maxLength, values }) => (
              <>
                {say(`law.type_${type as 'text'}`)}{' '}
                {maxLength && <span className="quiet">{say('law.maxLength', { count: maxLength })}</span>}
                {values && (
                  <div className="quiet small">
                    <Values of={values} />
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'required',
            title: say('law.required'),
            cell: ({ required }) => {
              if (required === 'always') return say('law.requiredAlways');
              if (required === 'never') return say('law.requiredNever');
              return <ConditionText condition={required} nameOf={nameOf} />;
            },
          },
          {
            key: 'seen',
            title: say('law.seenBy'),
            cell: ({ disclosure }) => say(`law.seen_${disclosure as 'public'}`),
          },
        ]}
      />
    </>
  );
}
