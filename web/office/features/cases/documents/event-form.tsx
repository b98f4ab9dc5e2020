import { Button, Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { type EventNoted, noteEvent, type Service, type ServiceEvent } from '../../../api/documents.ts';
import { useMe } from '../../../app/session.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { type Chosen, FileField } from '../../../ui/file-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { WordsField } from '../../../ui/words-field.tsx';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from './use-document-act.ts';

/** What happened on the way, with its proof: signed, refused, left, arrived, came back. */
export function EventForm({ service }: { service: Service }) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<ServiceEvent>(service.notes[0]!);
  const [on, setOn] = useState(today);
  const [witnessed, setWitnessed] = useState(false);
  const [note, setNote] = useState('');
  const [file, setFile] = useState<Chosen>();
  const act = useDocumentAct(
    () => {
      setOpen(false);
      setNote('');
      setFile(undefined);
    },
    (given: EventNoted, key) => noteEvent(service.id, given, key),
  );
  if (!open) {
    return (
      <div className="row no-print">
        <Button size="small" onClick={() => setOpen(true)}>
          {say('documents.note')}
        </Button>
      </div>
    );
  }
  const told = note.trim();
  const given = { what, on, witnessed, ...(told !== '' && { note: told }), ...(file && { file: file.base64 }) };
  return (
    <form
      className="stack way-form"
      aria-label={say('documents.note')}
      onSubmit={(event) => {
        event.preventDefault();
        if (on !== '' && !act.isPending) act.mutate(given);
      }}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-what`}>{say('documents.what')}</label>
        <Select<ServiceEvent>
          id={`${id}-what`}
          value={what}
          onChange={setWhat}
          options={service.notes.map((value) => ({ value, label: say(`documents.event_${value}`) }))}
        />
        <label htmlFor={`${id}-on`}>{say('documents.on')}</label>
        <DayInput id={`${id}-on`} value={on} min={service.begunOn} max={today} onChange={(day = '') => setOn(day)} />
        <WordsField label={say('documents.noteText')} rows={2} most={4000} value={note} onChange={setNote} />
        <FileField label={say('documents.proof')} accept=".pdf,.jpg,.jpeg,.png" value={file} onChange={setFile} />
      </div>
      <Checkbox checked={witnessed} onChange={({ target }) => setWitnessed(target.checked)}>
        {say('documents.witnessedHelp')}
      </Checkbox>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={on === ''} loading={act.isPending}>
          {say('documents.noteIt')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
