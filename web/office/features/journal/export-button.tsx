import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { exportFound, type Search } from '../../api/audit-room.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

type Props = { readonly what: 'journal' | 'looks'; readonly search: Search };

/** What was found, taken out as a table; that it was, and by whom, stands in the journal itself. */
export function ExportButton({ what, search }: Props) {
  const { say } = useWords();
  const taking = useMutation({ mutationFn: () => exportFound(what, search) });
  return (
    <>
      <Button loading={taking.isPending} onClick={() => taking.mutate()}>
        {say('journal.export')}
      </Button>
      <span className="quiet small">{say('journal.exportHelp')}</span>
      <ProblemAlert error={taking.error} />
    </>
  );
}
