import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { type DocumentInFull, type Seal, sealDocument } from '../../../api/documents.ts';
import { type Chosen, FileField } from '../../../ui/file-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from './use-document-act.ts';

/** The seal, by the electronic seal service or by the scan of the sealed paper; never by whoever signed. */
export function SealForm({ document: { id, signature } }: { document: DocumentInFull }) {
  const { say } = useWords();
  const field = useId();
  const paperSha256 = signature!.paperSha256;
  const [way, setWay] = useState<Seal['way']>('scan');
  const [seal, setSeal] = useState('');
  const [file, setFile] = useState<Chosen>();
  const act = useDocumentAct(
    () => setFile(undefined),
    (given: Seal, key) => sealDocument(id, given, key),
  );
  const isWhole = way === 'service' || (seal.trim() !== '' && file !== undefined);
  const send = () => {
    if (way === 'service') act.mutate({ way, paperSha256 });
    else if (file) act.mutate({ way, paperSha256, seal: seal.trim(), file: file.base64 });
  };
  return (
    <form
      className="stack"
      aria-label={say('documents.sealIt')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && !act.isPending) send();
      }}
    >
      <p>{say('documents.sealHelp')}</p>
      <Radio.Group
        aria-label={say('documents.sealWay')}
        value={way}
        onChange={({ target }) => setWay(target.value as Seal['way'])}
        options={(['scan', 'service'] as const).map((value) => ({ value, label: say(`documents.seal_${value}`) }))}
      />
      {way === 'scan' && (
        <div className="form-grid">
          <label htmlFor={field}>{say('documents.sealName')}</label>
          <Input id={field} maxLength={200} value={seal} onChange={({ target }) => setSeal(target.value)} />
          <FileField label={say('documents.scan')} accept=".pdf,.jpg,.jpeg,.png" value={file} onChange={setFile} />
        </div>
      )}
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isWhole} loading={act.isPending}>
          {say('documents.sealIt')}
        </Button>
      </div>
    </form>
  );
}
