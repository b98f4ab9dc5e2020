import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Spin } from 'antd';
import { draftEdition, type PacksOnDisk, packsOnDiskQuery } from '../../api/law.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ChangesTable } from './changes-table.tsx';
import { EditionName } from './edition-name.tsx';
import { useEditionAct } from './use-edition-act.ts';

/** What lies on disk beside what is in use; whoever may, lays it before a reviewer. */
export function DiskPart({ mayDraft }: { mayDraft: boolean }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const disk = useQuery(packsOnDiskQuery);
  return (
    <section className="panel stack">
      <div className="page-head">
        <h2>{say('law.onDisk')}</h2>
        <Button
          loading={disk.isFetching}
          onClick={() => void queries.invalidateQueries({ queryKey: packsOnDiskQuery.queryKey })}
        >
          {say('law.readAgain')}
        </Button>
      </div>
      <ProblemAlert error={disk.error} />
      {disk.isPending && (
        <p className="row">
          <Spin size="small" /> {say('law.onDiskReading')}
        </p>
      )}
      {disk.data && <Found found={disk.data} mayDraft={mayDraft} />}
    </section>
  );
}

function Found({ found, mayDraft }: { found: PacksOnDisk; mayDraft: boolean }) {
  const { say } = useWords();
  const { open, setOpen, act } = useEditionAct(draftEdition);
  const { edition, faults, casesPassed, casesFailed, changes } = found;
  if (edition === null) {
    const command = <code className="mono">zhengming law load</code>;
    return <Alert type="error" showIcon title={say('law.onDiskFaults', { count: faults })} description={command} />;
  }
  return (
    <>
      <p className="row">
        <EditionName edition={edition} />
        {changes.length === 0 ? say('law.onDiskSame') : say('law.onDiskDiffers', { count: changes.length })}
        <span className="quiet">
          {casesFailed > 0
            ? say('law.casesFailed', { count: casesFailed })
            : say('law.casesPassed', { count: casesPassed })}
        </span>
      </p>
      {changes.length > 0 && <ChangesTable changes={changes} />}
      {mayDraft && found.mayBeDrafted && (
        <div>
          <Button type="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {say('law.draft')}
          </Button>
        </div>
      )}
      <ConfirmWithReason
        open={open}
        title={say('law.draft')}
        help={say('law.draftHelp')}
        busy={act.isPending}
        error={act.error}
        onCancel={() => setOpen(false)}
        onConfirm={act.mutate}
      />
    </>
  );
}
