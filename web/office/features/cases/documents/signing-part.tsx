import { Button } from 'antd';
import { useState } from 'react';
import { type DocumentInFull, makePaper, withdrawDocument } from '../../../api/documents.ts';
import { ConfirmWithReason } from '../../../ui/confirm-with-reason.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { standingOf } from './document-state.tsx';
import { SealForm } from './seal-form.tsx';
import { SignForm } from './sign-form.tsx';
import { SignatureFacts } from './signature-facts.tsx';
import { useDocumentAct } from './use-document-act.ts';

type Props = { readonly document: DocumentInFull };
const nothing = () => undefined;

/** From the finished text to the sealed document: paper, signature, seal, each over the digest of the exact paper. */
export function SigningPart({ document }: Props) {
  const { say } = useWords();
  const standing = standingOf(document);
  const signs = document.signedBy === 'decider' || document.signedBy === 'officer';
  return (
    <section className="panel stack" aria-label={say('documents.signing')}>
      <h2>{say('documents.signing')}</h2>
      <p className="quiet">{say(`documents.signedBy_${document.signedBy}`)}</p>
      <SignatureFacts document={document} />
      {(standing === 'drafted' || standing === 'printed') && <PaperButton document={document} />}
      {standing === 'printed' && signs && document.paper && (
        <SignForm id={document.id} paperSha256={document.paper.paperSha256} />
      )}
      {standing === 'signed' && document.needsSeal && <SealForm document={document} />}
      {(standing === 'signed' || standing === 'sealed') && <WithdrawButton document={document} />}
    </section>
  );
}

function PaperButton({ document: { id, paper } }: Props) {
  const { say } = useWords();
  const act = useDocumentAct(nothing, (_: undefined, key) => makePaper(id, key));
  return (
    <>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button loading={act.isPending} onClick={() => act.mutate(undefined)}>
          {say(paper ? 'documents.paperAnew' : 'documents.makePaper')}
        </Button>
      </div>
    </>
  );
}

function WithdrawButton({ document: { id } }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const act = useDocumentAct(
    () => setOpen(false),
    (reason: string, key) => withdrawDocument(id, reason, key),
  );
  return (
    <div className="row">
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('documents.withdraw')}
      </Button>
      <ConfirmWithReason
        open={open}
        title={say('documents.withdraw')}
        help={say('documents.withdrawHelp')}
        busy={act.isPending}
        error={act.error}
        onCancel={() => setOpen(false)}
        onConfirm={act.mutate}
      />
    </div>
  );
}
