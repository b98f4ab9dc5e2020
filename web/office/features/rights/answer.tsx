import { Tag } from '../../../shared/tag.tsx';
import type { Explanation } from '../../api/rights.ts';
import { useWords } from '../../words/index.ts';
import { BasisText } from './basis-text.tsx';

/** Whether, and the sentence of the rule that decided. */
export function Answer({ explanation }: { readonly explanation: Explanation }) {
  const { say, either } = useWords();
  const { allowed, policy, says, policies } = explanation;
  const others = policies.filter((id) => id !== policy);
  return (
    <div className={allowed ? 'rights-answer' : 'rights-answer rights-no'}>
      <p>
        <Tag tone={allowed ? 'good' : 'bad'}>{say(allowed ? 'rights.allowed' : 'rights.refused')}</Tag>{' '}
        <strong>{either(says.zh, says.en)}</strong>
      </p>
      <p className="small">
        <BasisText {...explanation} /> · {say('rights.rule')} <code className="mono">{policy}</code>
        {others.length > 0 && (
          <>
            {' '}
            · {say('rights.allRules')} <code className="mono">{others.join(' ')}</code>
          </>
        )}
      </p>
    </div>
  );
}
