import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { exportFound, type Search } from '../../api/audit-room.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

const EXPORTS = ['journal', 'looks'] as const;

/** What was found, taken out as a table; that it was, and by whom, stands in the journal itself. */
export function ExportButtons({ search }: { readonly search: Search }) {
  const { say } = useWords();
  const taking = useMutation({ mutationFn: (what: (typeof EXPORTS)[number]) => exportFound(what, search) });
  return (
    <div className="stack">
      <div className="row">
        {EXPORTS.map((what) => (
          <Button
            key={what}
            loading={taking.isPending && taking.variables === what}
            onClick={() => taking.mutate(what)}
          >
            {say(`journal.export_${what}`)}
          </Button>
        ))}
        <span className="quiet small">{say('journal.exportHelp')}</span>
      </div>
      <ProblemAlert error={taking.error} />
    </div>
  );
}
