import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Spin } from 'antd';
import { useState } from 'react';
import { FileDrop } from '../../../shared/file-drop.tsx';
import { useDraft, useUnsentGuard } from '../../../shared/use-draft.ts';
import { listQuery, listResultAddress, type NameList, submitList, type Why } from '../../api/screening.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { sentenceOf } from '../../words/refusals.ts';
import { canAsk } from './use-party-search.ts';

const ACCEPT = '.xlsx,.csv';
const NO_LIST = { id: '' };

/** A list goes in and comes back with answers. Which one was sent is kept for the tab, so that it is found again after a reload. */
export function ListPanel({ why }: { readonly why: Why }) {
  const { say } = useWords();
  const [{ id }, keep] = useDraft('name-list', NO_LIST);
  const [percent, setPercent] = useState<number>();
  const [refused, setRefused] = useState<unknown>();
  const { data, error } = useQuery(listQuery(id));
  useUnsentGuard(percent !== undefined);

  async function send(file: File) {
    setRefused(undefined);
    setPercent(0);
    try {
      keep({ id: (await submitList(file, why, setPercent)).id });
    } catch (problem) {
      setRefused(problem);
    } finally {
      setPercent(undefined);
    }
  }

  return (
    <section className="panel stack" aria-label={say('screening.list')}>
      <h2>{say('screening.list')}</h2>
      <p className="quiet">{say('screening.listHelp')}</p>
      <ProblemAlert error={refused ?? error} />
      {data && <ListState list={data} />}
      {canAsk(why) ? (
        <FileDrop
          label={say('screening.listDrop')}
          accept={ACCEPT}
          sendingLabel={say('screening.listSending')}
          percent={percent}
          onFile={(file) => void send(file)}
        />
      ) : (
        <p className="quiet small">{say('screening.whyFirst')}</p>
      )}
    </section>
  );
}

function ListState({ list }: { readonly list: NameList }) {
  const { say, language } = useWords();
  const { state, rowsDone: count, retainUntil: until, refusal } = list;
  if (refusal) return <Alert type="warning" showIcon title={sentenceOf(refusal.code, refusal.facts, language)} />;
  return (
    <div className="row" role="status">
      {state === 'waiting' && <Spin size="small" />}
      <span>
        {state === 'waiting' ? say('screening.listWaiting', { count }) : say('screening.listDone', { count, until })}
      </span>
      {state === 'done' && (
        <Button icon={<DownloadOutlined />} href={listResultAddress(list.id)}>
          {say('screening.listResult')}
        </Button>
      )}
    </div>
  );
}
