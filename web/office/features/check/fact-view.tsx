import { Tag } from '../../../shared/tag.tsx';
import type { Fact } from '../../api/checks.ts';
import { FieldLine } from '../../ui/field-line.tsx';
import { ItemWord } from '../../ui/item-word.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';

/** One fact in force: what, by whom, until when with why, and everything that qualifies it. */
export function FactView({ fact }: { fact: Fact }) {
  const { say, either } = useWords();
  const { organ, adverseCredit } = fact;
  return (
    <article className="panel stack">
      <div className="row">
        <strong>
          <ItemWord item={fact.item} /> · <span lang="zh-CN">{fact.documentNumber}</span>
        </strong>
        {fact.class && <Tag>{say(`law.class_${fact.class}`)}</Tag>}
        {fact.marks.map((mark) => (
          <Tag key={mark} tone="warn">
            {say(`check.mark_${mark}`)}
          </Tag>
        ))}
        <Tag tone="note">{fact.until ? say('check.until', { day: fact.until }) : say('check.noEnd')}</Tag>
      </div>
      <p>
        <span lang="zh-CN">{either(organ.name, organ.nameEn)}</span> · {say('check.decidedOn')} {fact.decidedOn}
        {fact.item === 'penalty' && ` · ${say('check.adverse')}: ${say(adverseCredit.value ? 'ui.yes' : 'ui.no')}`}
      </p>
      {fact.statement !== null && (
        <p>
          {say('check.statement')}: <q lang="zh-CN">{fact.statement}</q>
        </p>
      )}
      <ReasonLines title={say('check.whyInForce')} lines={fact.derivation} />
      {adverseCredit.why.zh.length > 0 && <ReasonLines title={say('check.whyAdverse')} lines={adverseCredit.why} />}
      <details>
        <summary>{say('check.fields')}</summary>
        <dl className="facts">
          {fact.fields.map(({ code, name, nameEn, value }) => (
            <FieldLine key={code} name={either(name, nameEn)} value={value} />
          ))}
        </dl>
      </details>
    </article>
  );
}
