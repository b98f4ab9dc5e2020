import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { type CaseInFull, colleaguesQuery, recuse } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';
import { useCaseAct } from './use-case-act.ts';

const LEAST = 4;
type Props = { readonly held: Tagged<CaseInFull> };
type Given = { readonly accountId: string; readonly reason: string };

/** Who stays out of the case (回避), by their own word or sent out by a reviewer or decider. */
export function RecusalPart({ held }: Props) {
  const { say } = useWords();
  const [shown, setShown] = useState<'own' | 'other'>();
  const { recused, rights } = held.data;
  if (recused.length === 0 && !rights.stayOut && !rights.recuse) return null;
  const close = () => setShown(undefined);
  return (
    <section className="panel stack" aria-label={say('cases.recusal')}>
      <h2>{say('cases.recusal')}</h2>
      {recused.length === 0 ? (
        <p className="quiet">{say('cases.nobodyRecused')}</p>
      ) : (
        <ul className="plain-list">
          {recused.map(({ name, at, me }) => (
            <li key={`${name} ${at}`}>
              <span lang="zh-CN">{name}</span>
              {me && ` · ${say('cases.byMe')}`} · {dayOf(at)}
            </li>
          ))}
        </ul>
      )}
      <div className="row no-print">
        {rights.stayOut && (
          <Button aria-haspopup="dialog" onClick={() => setShown('own')}>
            {say('cases.stayOut')}
          </Button>
        )}
        {rights.recuse && (
          <Button aria-haspopup="dialog" onClick={() => setShown('other')}>
            {say('cases.recuse')}
          </Button>
        )}
      </div>
      <StayOut held={held} open={shown === 'own'} onDone={close} />
      {rights.recuse && <SendOut held={held} open={shown === 'other'} onDone={close} />}
    </section>
  );
}

type Act = Props & { readonly open: boolean; readonly onDone: () => void };

function useRecusal({ data: one, tag }: Tagged<CaseInFull>, onDone: () => void) {
  return useCaseAct(tag, onDone, (given: Given, sending) => recuse(one.id, given, sending));
}

function StayOut({ held, open, onDone }: Act) {
  const { say } = useWords();
  const { account } = useMe();
  const act = useRecusal(held, onDone);
  return (
    <ConfirmWithReason
      open={open}
      title={say('cases.stayOut')}
      help={say('cases.stayOutHelp')}
      busy={act.isPending}
      error={act.error}
      onCancel={onDone}
      onConfirm={(reason) => act.mutate({ accountId: account.id, reason })}
    />
  );
}

function SendOut({ held, open, onDone }: Act) {
  const { say, either } = useWords();
  const id = useId();
  const [accountId, setAccountId] = useState('');
  const [reason, setReason] = useState('');
  const colleagues = useQuery({ ...colleaguesQuery(held.data.id), enabled: open });
  const act = useRecusal(held, () => {
    setReason('');
    onDone();
  });
  const enough = accountId !== '' && reason.trim().length >= LEAST;
  return (
    <Modal
      open={open}
      title={say('cases.recuse')}
      okText={say('cases.recuse')}
      cancelText={say('ui.cancel')}
      okButtonProps={{ disabled: !enough, loading: act.isPending }}
      onCancel={onDone}
      onOk={() => act.mutate({ accountId, reason: reason.trim() })}
    >
      <div className="stack">
        <p>{say('cases.recuseHelp')}</p>
        <ProblemAlert error={act.error ?? colleagues.error} />
        <label htmlFor={`${id}-who`}>{say('cases.who')}</label>
        <Select
          id={`${id}-who`}
          value={accountId}
          loading={colleagues.isPending}
          onChange={(chosen: string) => setAccountId(chosen)}
          options={(colleagues.data ?? []).map(({ accountId: value, name, post, recused }) => ({
            value,
            disabled: recused,
            label: `${name} · ${either(post.zh, post.en)}`,
          }))}
        />
        <WordsField
          label={say('ui.reasonNeeded', { least: LEAST })}
          rows={3}
          most={4000}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Modal>
  );
}
