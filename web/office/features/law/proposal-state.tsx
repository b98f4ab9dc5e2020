import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { ProposalState } from '../../api/law.ts';
import { useWords } from '../../words/index.ts';

const TONES: Record<ProposalState, Tone> = {
  drafted: 'note',
  passed: 'warn',
  returned: 'bad',
  adopted: 'good',
  overtaken: 'plain',
};

export function ProposalStateTag({ state }: { state: ProposalState }) {
  const { say } = useWords();
  return <Tag tone={TONES[state]}>{say(`law.state_${state}`)}</Tag>;
}
