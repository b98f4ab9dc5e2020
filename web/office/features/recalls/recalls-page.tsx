import { getRouteApi } from '@tanstack/react-router';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../words/index.ts';
import { AuditPart } from './audit-part.tsx';
import { BoardPart } from './board-part.tsx';
import { FeedPart } from './feed-part.tsx';
import { OwnNotices } from './own-notices.tsx';

const route = getRouteApi('/recalls');

/** Who was told that a record changed or ended, and who has said that it was done: the own side and everybody else's. */
export function RecallsPage() {
  const { say } = useWords();
  const { rights } = useMe();
  const { open } = route.useSearch();
  const mayRead = rights.includes('recall.read');
  return (
    <div className="page">
      <h1>{say('recalls.title')}</h1>
      <p className="quiet">{say('recalls.help')}</p>
      {rights.includes('procedure.acknowledge') && <OwnNotices marked={open} />}
      {mayRead && <BoardPart marked={open} />}
      {mayRead && <FeedPart />}
      {mayRead && <AuditPart />}
    </div>
  );
}
