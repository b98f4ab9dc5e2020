import { Tag } from '../../../shared/tag.tsx';
import type { Answer, Binding } from '../../api/checks.ts';
import { useWords } from '../../words/index.ts';

/** The articles that bind, allow or forbid in this matter, each with the decision it follows from. */
export function BindingsView({ bindings, facts }: { bindings: readonly Binding[]; facts: Answer['facts'] }) {
  const { say } = useWords();
  return (
    <section className="panel stack" aria-label={say('check.bindings')}>
      <h2>{say('check.bindings')}</h2>
      <p className="quiet">{say('check.bindingsHelp')}</p>
      <ul className="steps">
        {bindings.map((binding) => (
          <BindingLine
            key={`${binding.code} ${binding.recordId}`}
            binding={binding}
            number={facts.find(({ recordId }) => recordId === binding.recordId)?.documentNumber ?? ''}
          />
        ))}
      </ul>
    </section>
  );
}

function BindingLine({ binding, number }: { binding: Binding; number: string }) {
  const { say, either } = useWords();
  const { effect, name, nameEn, trigger, triggerEn, articles, mark, until } = binding;
  return (
    <li>
      <Tag tone={effect === 'allows' ? 'note' : 'warn'}>{say(`check.effect_${effect}`)}</Tag> {either(name, nameEn)}
      {until && ` · ${say('check.bindingUntil', { day: until })}`}
      <br />
      <span className="quiet">
        {either(trigger, triggerEn)} · <span className="mono">{articles.join(' ')}</span> · {say(`ui.mark_${mark}`)}
        {' · '}
        {say('check.bindingFrom')} <span lang="zh-CN">{number}</span>
      </span>
    </li>
  );
}
