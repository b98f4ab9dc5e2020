import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Select } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { editionQuery } from '../../api/law.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { ArticlesPart } from './articles-part.tsx';
import { EditionSummary } from './edition-summary.tsx';
import { PARTS, type Part } from './parts.ts';
import { RulesPart } from './rules-part.tsx';
import './law.css';

const route = getRouteApi('/law');
type LawSearch = { part?: string; on?: string | undefined; open?: string | undefined; edition?: string | undefined };

/** The law browser: what applied on a day, by which article, and how well we know it. */
export function LawPage() {
  const { say } = useWords();
  const { on, part: asked, open, edition: earlier } = route.useSearch();
  const navigate = useNavigate();
  const edition = useQuery(editionQuery(earlier));
  const wanted = PARTS.filter((one) => one === asked);
  const there = PARTS.filter((one) => one === 'articles' || (edition.data?.rules[one] ?? 0) > 0);
  // Until the edition has said which parts it has, the one that was asked for is taken to be there, and no other is shown in its place.
  const shown = edition.isPending ? wanted : there;
  const part = shown.find((one) => one === asked) ?? shown[0];
  const go = (change: LawSearch) => {
    const { on: day, part: place, open: row, edition: hash } = { on, part: asked, edition: earlier, ...change };
    void navigate({
      to: '/law',
      search: {
        ...(day && { on: day }),
        ...(place && { part: place }),
        ...(row && { open: row }),
        ...(hash && { edition: hash }),
      },
    });
  };
  const titleOf = (one: Part) => say(`law.part_${one}` as WordKey);

  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('law.title')}</h1>
        <span className="row">
          <label htmlFor="law-day">{say('law.onDay')}</label>
          <DayInput id="law-day" value={on} placeholder={say('law.today')} onChange={(day) => go({ on: day })} />
          {on && (
            <Button type="link" onClick={() => go({ on: undefined })}>
              {say('law.today')}
            </Button>
          )}
        </span>
      </div>
      <ProblemAlert error={edition.error} />
      {earlier && (
        <Alert
          type="warning"
          showIcon
          title={say('law.earlierEdition')}
          action={
            <Button size="small" onClick={() => go({ edition: undefined })}>
              {say('law.toEditionInUse')}
            </Button>
          }
        />
      )}
      {edition.data && <EditionSummary edition={edition.data} isInUse={earlier === undefined} />}
      <div className="panel">
        <Select<Part>
          className="only-phone law-part"
          aria-label={say('law.title')}
          {...(part && { value: part })}
          options={shown.map((one) => ({ value: one, label: titleOf(one) }))}
          onChange={(key) => go({ part: key })}
        />
        <ul className="not-phone law-parts">
          {shown.map((key) => (
            <li key={key}>
              <button
                type="button"
                className="plain-button"
                aria-current={key === part}
                onClick={() => go({ part: key })}
              >
                {titleOf(key)}
              </button>
            </li>
          ))}
        </ul>
        {part === undefined && <Waiting />}
        {part === 'articles' && <ArticlesPart on={on} edition={earlier} />}
        {part !== undefined && part !== 'articles' && (
          <RulesPart
            key={part}
            part={part}
            on={on}
            edition={earlier}
            open={open}
            onOpen={(code) => go({ open: code })}
          />
        )}
      </div>
    </div>
  );
}
