import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input, Radio } from 'antd';
import { useId, useMemo } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { newRequestKey } from '../../api/client.ts';
import { type QuarantineRow, quarantineQuery, type Settlement, settleRow } from '../../api/quarantine.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ClassFields } from './class-fields.tsx';
import { type Draft, useSettlementDraft } from './use-settlement-draft.ts';
import { outcomesFor } from './ways.ts';

const LEAST = 4;

/** The decision on one row. A refusal leaves everything where it was typed. */
export function SettleForm({ row }: { row: QuarantineRow }) {
  const { say } = useWords();
  const reasonId = useId();
  const outcomes = outcomesFor(row.kind, useMe().rights);
  const named = row.problems.flatMap(({ article }) => article ?? []);
  const [draft, change, clear] = useSettlementDraft(row.id, {
    outcome: outcomes.length === 1 ? outcomes[0] : undefined,
    class: undefined,
    basis: row.kind === 'class_unknown' ? [...new Set(named)] : [],
    reason: '',
  });
  const settle = useSettle(row.id, clear);
  const settlement = settlementOf(draft);
  useUnsentGuard(draft.reason !== '' && !settle.isSuccess);
  if (outcomes.length === 0) return <p className="quiet">{say('quarantine.secondPerson')}</p>;
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
      <p className="quiet small">{say('quarantine.secondPerson')}</p>
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
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    mutationFn: (settlement: Settlement) => {
      const words = JSON.stringify(settlement);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
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
