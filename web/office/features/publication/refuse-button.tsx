import { Button } from 'antd';
import { useState } from 'react';
import { refusePublication, type Sheet } from '../../api/publications.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { useWords } from '../../words/index.ts';
import { useSheetAct } from './use-sheet-act.ts';

export function RefuseButton({ sheet }: { sheet: Sheet }) {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const refuse = useSheetAct<string>(sheet, (key, reason) =>
    refusePublication(sheet.recordId, reason, `refuse-${key}`),
  );
  return (
    <>
      <Button danger aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {say('publication.refuse')}
      </Button>
      <ConfirmWithReason
        open={asking}
        title={say('publication.refuse')}
        help={say('publication.refuseHelp')}
        busy={refuse.isPending}
        error={refuse.error}
        onCancel={() => setAsking(false)}
        onConfirm={(reason) => refuse.mutate(reason)}
      />
    </>
  );
}
