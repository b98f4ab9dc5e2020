import { PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { printNotice } from '../../api/privacy.ts';
import { sha256Of } from '../../ui/digest-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, LineField } from './fields.tsx';

type Props = {
  readonly breachId: string;
  readonly to: 'authority' | 'persons';
  /** The digest of the paper that was just printed. */
  readonly onPrinted: (sha256: string) => void;
};
const LEAST = 4;

/** What the register does not know of a notice, and its paper. */
export function BreachNotice({ breachId, to, onPrinted }: Props) {
  const { say } = useWords();
  const [{ wayOut, contact }, change] = useMemoryDraft(`privacy breach ${breachId} notice ${to}`, {
    wayOut: '',
    contact: '',
  });
  const printing = useMutation({
    mutationFn: () => printNotice(breachId, { to, wayOut, contact }),
    onSuccess: async (paper) => onPrinted(await sha256Of(paper)),
  });
  return (
    <>
      <AreaField label={say('privacy.noticeWayOut')} value={wayOut} onChange={(value) => change({ wayOut: value })} />
      <LineField
        label={say('privacy.noticeContact')}
        value={contact}
        onChange={(value) => change({ contact: value })}
      />
      <span />
      <div className="stack-tight">
        <div className="row">
          <Button
            icon={<PrinterOutlined />}
            loading={printing.isPending}
            disabled={wayOut.trim().length < LEAST || contact.trim().length < 2}
            onClick={() => printing.mutate()}
          >
            {say('privacy.printNotice')}
          </Button>
        </div>
        <span className="quiet small">{say('privacy.printNoticeHelp')}</span>
        <ProblemAlert error={printing.error} />
      </div>
    </>
  );
}
