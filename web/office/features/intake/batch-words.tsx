import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { BatchState, Outcome } from '../../api/batches.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { useWords } from '../../words/index.ts';

const STATE_TONE: Record<BatchState, Tone> = {
  staging: 'note',
  previewed: 'warn',
  accepted: 'good',
  discarded: 'plain',
  unreadable: 'bad',
};
const OUTCOME_TONE: Record<Outcome, Tone> = {
  good: 'good',
  refused: 'bad',
  doubtful: 'warn',
  duplicate: 'plain',
  same: 'plain',
  corrected: 'note',
  withdrawn: 'note',
};

export function StateTag({ state }: { state: BatchState }) {
  const { say } = useWords();
  return <Tag tone={STATE_TONE[state]}>{say(`intake.state_${state}`)}</Tag>;
}

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const { say } = useWords();
  return <Tag tone={OUTCOME_TONE[outcome]}>{say(`intake.outcome_${outcome}`)}</Tag>;
}

export function ItemName({ item }: { item: string }) {
  return <ItemWord item={item} />;
}
