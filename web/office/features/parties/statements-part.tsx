import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Statement, statementsQuery } from '../../api/parties.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { StatementReviewForm } from './statement-review-form.tsx';

/** Statements of parties that wait for somebody who did not enter them, the oldest first. */
export function StatementsPart() {
  const { say, either } = useWords();
  const found = useQuery(statementsQuery);
  const [openId, setOpenId] = useState<string>();
  const columns: Column<Statement>[] = [
    {
      key: 'record',
      title: say('parties.record'),
      cell: ({ recordId, documentNumber }) => (
        <Link to="/records/$id" params={{ id: recordId }} lang="zh-CN">
          {documentNumber}
        </Link>
      ),
    },
    { key: 'organ', title: say('records.organ'), cell: ({ organ }) => either(organ.zh, organ.en) },
    {
      key: 'entered',
      title: say('parties.entered'),
      width: 120,
      cell: ({ madeAt }) => dayOf(madeAt),
    },
    {
      key: 'acts',
      title: say('parties.acts'),
      width: 200,
      cell: ({ id, byMe }) =>
        byMe ? (
          <Tag tone="plain">{say('parties.own')}</Tag>
        ) : (
          <Button size="small" type="primary" aria-expanded={openId === id} onClick={() => setOpenId(id)}>
            {say('parties.look')}
          </Button>
        ),
    },
  ];
  const open = found.data?.find(({ id }) => id === openId);
  return (
    <section className="panel stack" aria-label={say('parties.statements')}>
      <h2>{say('parties.statements')}</h2>
      <p className="quiet small">{say('parties.statementsHelp')}</p>
      <ProblemAlert error={found.error} />
      {!found.isError && (
        <DataTable
          caption={say('parties.statements')}
          rows={found.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('parties.statementsNone')}
        />
      )}
      {open && <StatementReviewForm key={open.id} statement={open} onDone={() => setOpenId(undefined)} />}
    </section>
  );
}
