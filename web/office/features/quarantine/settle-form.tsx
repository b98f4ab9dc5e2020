import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input, Radio } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type QuarantineRow, quarantineQuery, type Settlement, settleRow } from '../../api/quarantine.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useRequestKeys } from '../../ui/use-request-keys.ts';
import { useWords } from '../../words/index.ts';
import { ClassFields } from './class-fields.tsx';
import type { Draft } from './draft.ts';

const LEAST = 4;

/** The decision on one row. A refusal leaves everything where it was typed. */
export function SettleForm({ row }: { row: QuarantineRow }) {
  const { say, either } = useWords();
  const reasonId = useId();
  const outcomes = row.ways.filter(({ allowed }) => allowed).map(({ outcome }) => outcome);
  const refused = row.ways.filter(({ allowed }) => !allowed);
  const named = row.problems.flatMap(({ article }) => article ?? []);
  const [draft, change, clear] = useMemoryDraft<Draft>(`quarantine ${row.id}`, {
    outcome: outcomes.length === 1 ? outcomes[0] : undefined,
    class: undefined,
    basis: row.kind === 'class_unknown' ? [...new Set(named)] : [],
    reason: '',
  });
  const settle = useSettle(row.id, clear);
  const settlement = settlementOf(draft);
  useUnsentGuard(draft.reason !== '' && !settle.isSuccess);
  const refusals = refused.map(({ outcome, says }) => (
    <p key={outcome} className="quiet small">
      {say('quarantine.notYours', { outcome: say(`quarantine.outcome_${outcome}`), why: either(says.zh, says.en) })}
    </p>
  ));
  if (outcomes.length === 0) return <div className="panel stack">{refusals}</div>;
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (settlement) settle.mutate(settlement);
      }}
    >
      <h2>{say('quarantine.decide')}</h2>
      <Radio.Group
        aria-label={say('quarantine.decide')}
        value={draft.outcome}
        onChange={({ target }) => change({ outcome: target.value as Settlement['outcome'] })}
        options={outcomes.map((value) => ({ value, label: say(`quarantine.outcome_${value}`) }))}
      />
      {draft.outcome === 'classified' && <ClassFields draft={draft} change={change} />}
      <label htmlFor={reasonId}>{say('quarantine.reason')}</label>
      <Input.TextArea
        id={reasonId}
        rows={3}
        maxLength={2000}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && settlement) settle.mutate(settlement);
        }}
      />
      {refusals}
      <ProblemAlert error={settle.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!settlement} loading={settle.isPending}>
          {say('quarantine.submit')}
        </Button>
      </div>
    </form>
  );
}

/** One decision a row: tried again with the same words it is the same act, with other words another. */
function useSettle(id: string, onDone: () => void) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (settlement: Settlement) => {
      const key = keys.of(settlement);
      return settleRow(id, settlement, key);
    },
    onSuccess: async ({ recorded }) => {
      onDone();
      await navigate({ to: '/quarantine' });
      await queries.invalidateQueries({ queryKey: quarantineQuery.queryKey });
      void message.success(say(recorded ? 'quarantine.done_recorded' : 'quarantine.done'));
    },
  });
}

/** The decision as the server takes it; undefined as long as something is missing. */
function settlementOf({ outcome, class: found, basis, reason: typed }: Draft): Settlement | undefined {
  const reason = typed.trim();
  if (reason.length < LEAST || !outcome) return undefined;
  if (outcome !== 'classified') return { outcome, reason };
  return found && basis.length > 0 ? { outcome, class: found, basis, reason } : undefined;
}
