import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { ERASURE_GROUNDS, type ErasureGround, proposeErasure } from '../../api/privacy.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, ChoiceField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

type Typed = { readonly ground: ErasureGround; readonly refs: string; readonly note: string };
const LEAST = 4;

/** Proposes that everything sealed about the person whom a record is about be erased. */
export function ErasureForm({ recordId }: { readonly recordId: string }) {
  const { say } = useWords();
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  const empty: Typed = { ground: 'purpose_ended', refs: '', note: '' };
  const [typed, change, clear] = useMemoryDraft<Typed>(`erasure of ${recordId}`, empty);
  const proposing = usePrivacyAct(proposeErasure, () => {
    clear();
    setState('sent');
  });
  if (state === 'sent') {
    const register = <Link to="/privacy">{say('privacy.toErasures')}</Link>;
    return <Alert type="success" showIcon title={say('privacy.proposed')} action={register} />;
  }
  if (state === 'closed') {
    return (
      <span className="no-print">
        <Button onClick={() => setState('open')}>{say('privacy.proposeErasure')}</Button>
      </span>
    );
  }
  const byLaw = typed.ground === 'law_requires';
  const refs = byLaw ? typed.refs.split(/\s+/).filter((ref) => ref !== '') : [];
  return (
    <FormFrame
      title={say('privacy.proposeErasure')}
      help={say('privacy.erasuresHelp')}
      complete={typed.note.trim().length >= LEAST && (!byLaw || refs.length > 0)}
      busy={proposing.isPending}
      error={proposing.error}
      onSend={() => proposing.mutate({ about: { recordId }, ground: typed.ground, refs, note: typed.note })}
      onCancel={() => setState('closed')}
    >
      <ChoiceField
        label={say('privacy.ground')}
        value={typed.ground}
        choices={ERASURE_GROUNDS.map((value) => ({ value, label: say(`privacy.ground_${value}`) }))}
        onChange={(ground) => change({ ground })}
      />
      {byLaw && (
        <AreaField label={say('privacy.refs')} value={typed.refs} onChange={(text) => change({ refs: text })} />
      )}
      <AreaField label={say('privacy.whyErase')} value={typed.note} onChange={(note) => change({ note })} />
    </FormFrame>
  );
}
