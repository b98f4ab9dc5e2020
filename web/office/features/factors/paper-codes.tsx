import { Button } from 'antd';
import { useWords } from '../../words/index.ts';

type Props = { readonly codes: readonly string[]; readonly onKept: () => void };

/** Codes for the day on which the telephone is lost. Nobody can show them again. */
export function PaperCodes({ codes, onKept }: Props) {
  const { say } = useWords();
  return (
    <div className="stack" role="status">
      <h2>{say('factors.paperTitle')}</h2>
      <p>{say('factors.paperHelp')}</p>
      <ul className="mono paper-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row no-print">
        <Button onClick={() => window.print()}>{say('access.print')}</Button>
        <Button type="primary" onClick={onKept}>
          {say('factors.kept')}
        </Button>
      </div>
    </div>
  );
}
