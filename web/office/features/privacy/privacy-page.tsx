import { useMutation } from '@tanstack/react-query';
import { Button, Select, Tabs } from 'antd';
import { useState } from 'react';
import { exportCompliance } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { BreachesPart } from './breaches-part.tsx';
import { ConsentsPart } from './consents-part.tsx';
import { EntrustmentsPart } from './entrustments-part.tsx';
import { ErasuresPart } from './erasures-part.tsx';
import { ProcessingPart } from './processing-part.tsx';
import { RetentionPart } from './retention-part.tsx';
import './privacy.css';

const PARTS = {
  breaches: BreachesPart,
  entrustments: EntrustmentsPart,
  consents: ConsentsPart,
  erasures: ErasuresPart,
  retention: RetentionPart,
  processing: ProcessingPart,
} as const;
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** What the Personal Information Protection Law asks of the bureau, register by register. */
export function PrivacyPage() {
  const { say } = useWords();
  const { rights } = useMe();
  const [part, setPart] = useState<Part>('breaches');
  const audit = useMutation({ mutationFn: exportCompliance });
  const Shown = PARTS[part];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('privacy.title')}</h1>
        {rights.includes('journal.export') && (
          <Button loading={audit.isPending} onClick={() => audit.mutate()}>
            {say('privacy.export')}
          </Button>
        )}
      </div>
      <p className="quiet">{say('privacy.help')}</p>
      <ProblemAlert error={audit.error} />
      <div className="panel stack">
        <Select
          className="only-phone"
          aria-label={say('privacy.title')}
          value={part}
          options={NAMES.map((value) => ({ value, label: say(`privacy.${value}`) }))}
          onChange={setPart}
        />
        <Tabs
          className="not-phone"
          activeKey={part}
          onChange={(key) => setPart(key as Part)}
          items={NAMES.map((key) => ({ key, label: say(`privacy.${key}`) }))}
        />
        <h2 className="privacy-heading">{say(`privacy.${part}`)}</h2>
        <Shown />
      </div>
    </div>
  );
}
