import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type CaseInFull, takeBundle } from '../../api/cases.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { useWords } from '../../words/index.ts';

/** The whole case as one file with its proofs, and how whoever gets it checks it without us. */
export function BundlePart({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const act = useMutation({
    mutationFn: (reason: string) => takeBundle(one.id, reason),
    onSuccess: () => setOpen(false),
  });
  if (!one.rights.look) return null;
  return (
    <section className="panel stack no-print" aria-label={say('cases.bundle')}>
      <h2>{say('cases.bundle')}</h2>
      <p className="quiet">{say('cases.bundleHelp')}</p>
      <details>
        <summary>{say('cases.bundleVerify')}</summary>
        <p className="quiet small">{say('cases.bundleVerifyHelp')}</p>
        <code className="mono small">zhengming verify-bundle FILE.zip --key KEY</code>
      </details>
      <div className="row">
        <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {say('cases.bundleTake')}
        </Button>
      </div>
      <ConfirmWithReason
        open={open}
        title={say('cases.bundleTake')}
        help={say('cases.bundleWhy')}
        busy={act.isPending}
        error={act.error}
        onCancel={() => setOpen(false)}
        onConfirm={(reason) => act.mutate(reason)}
      />
    </section>
  );
}
