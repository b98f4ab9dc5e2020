import { Link } from '@tanstack/react-router';
import type { EditionInUse, Mark } from '../../api/law.ts';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { useWords } from '../../words/index.ts';
import { EditionName } from './edition-name.tsx';

const MARKS: readonly Mark[] = ['verified', 'secondary', 'memory', 'reading'];

/** Which content is in use, from which packs, and how much of it has been verified. */
export function EditionSummary({ edition, isInUse }: { edition: EditionInUse; isInUse: boolean }) {
  const { say, either } = useWords();
  return (
    <div className="panel law-summary">
      <span className="row">
        <span className="quiet">{say(isInUse ? 'law.editionInUse' : 'law.edition')}</span>
        <EditionName edition={edition.edition} />
        <Link to="/law/editions">{say('law.editionsOpen')}</Link>
      </span>
      <span className="row">
        <span className="quiet">{say('law.packs')}</span>
        {edition.packs.map(({ name, nameEn }) => either(name, nameEn)).join(' › ')}
      </span>
      <span className="row">
        <span className="quiet">{say('law.articlesByMark')}</span>
        {MARKS.map((mark) => (
          <span key={mark} className="row">
            <MarkTag mark={mark} />
            {edition.articles[mark]}
          </span>
        ))}
      </span>
    </div>
  );
}
