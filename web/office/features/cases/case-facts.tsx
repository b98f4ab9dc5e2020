import { Link } from '@tanstack/react-router';
import type { CaseInFull } from '../../api/cases.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';

/** What the case is about, whose it is, how it came in, in one line. */
export function CaseFacts({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  const nameOf = useNames();
  return (
    <p>
      <ItemWord item={one.item} /> ·{' '}
      <Link to="/records/$id" params={{ id: one.recordId }} lang="zh-CN">
        {one.documentNumber}
      </Link>{' '}
      · {nameOf(one.organ)} · {say('records.decidedOn')} {one.decidedOn} · {say('cases.ground')}{' '}
      {nameOf(one.groundName)} · {say('cases.opened', { day: dayOf(one.openedAt) })} ·{' '}
      {say(`cases.channel_${one.channel}`)}
    </p>
  );
}
