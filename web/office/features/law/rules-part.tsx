import { useQuery } from '@tanstack/react-query';
import { Drawer, Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { DataTable } from '../../../shared/data-table.tsx';
import { rulesQuery } from '../../api/law.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { columnsOf } from './columns.tsx';
import type { RulePart } from './parts.ts';
import type { AnyRule } from './rule-shapes.ts';
import { RuleView } from './rule-view.tsx';

type Props = {
  readonly part: RulePart;
  readonly on: string | undefined;
  readonly edition: string | undefined;
  readonly open: string | undefined;
  readonly onOpen: (code: string | undefined) => void;
};

/** The rules of one kind as they stood on the day; one of them opened beside the list. */
export function RulesPart({ part, on, edition, open, onOpen }: Props) {
  const { say, either } = useWords();
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim().toLowerCase());
  const rules = useQuery(rulesQuery<AnyRule>(part, on, edition));
  const found = useMemo(() => rules.data?.rules.filter((rule) => matches(rule, sought)), [rules.data, sought]);
  const columns = useMemo(() => columnsOf(part, on, say, either), [part, on, say, either]);
  const opened = rules.data?.rules.find(({ code }) => code === open);
  return (
    <div className="stack">
      <Input.Search
        allowClear
        value={typed}
        placeholder={say('law.find')}
        aria-label={say('law.find')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ProblemAlert error={rules.error} />
      {!rules.isError && (
        <DataTable
          caption={say(`law.part_${part}`)}
          rows={found}
          rowKey={({ code }) => code}
          columns={columns}
          empty={say('law.noMatch')}
          onOpen={({ code }) => onOpen(code)}
          showTotal={(count) => say('ui.total', { count })}
        />
      )}
      <Drawer
        open={open !== undefined}
        onClose={() => onOpen(undefined)}
        size={part === 'items' ? 980 : 600}
        title={opened ? either(opened.name, opened.nameEn) : open}
        destroyOnHidden
      >
        {opened ? <RuleView rule={opened} on={on} /> : rules.isSuccess && <p>{say('law.notThatDay')}</p>}
      </Drawer>
    </div>
  );
}

function matches(rule: AnyRule, sought: string): boolean {
  if (sought === '') return true;
  const text = [
    rule.code,
    rule.name,
    rule.nameEn,
    ...(rule.basis ?? []),
    ...(rule.fields ?? []).map(({ code }) => code),
  ];
  return text.join(' ').toLowerCase().includes(sought);
}
