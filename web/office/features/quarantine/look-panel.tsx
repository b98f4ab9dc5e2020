import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { newRequestKey } from '../../api/client.ts';
import { type Rule, rulesQuery } from '../../api/law.ts';
import { lookAtRow, type QuarantineRow, type SeenRow } from '../../api/quarantine.ts';
import { FieldLine } from '../../ui/field-line.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

type Item = Rule & {
  readonly fields: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
};
const LEAST = 4;

/** The row as it was sent, for whoever says why they look. Shown until the page is left. */
export function LookPanel({ row: { sealedId, item } }: { row: QuarantineRow }) {
  const { say } = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const look = useMutation({
    gcTime: 0,
    mutationFn: (sealed: string) => lookAtRow(sealed, reason.trim(), newRequestKey()),
  });
  const enough = reason.trim().length >= LEAST;
  if (sealedId === null) return <p className="quiet">{say('quarantine.nothingSealed')}</p>;
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (enough) look.mutate(sealedId);
      }}
    >
      <h2>{say('quarantine.look')}</h2>
      {look.data ? (
        <SeenFields seen={look.data} item={item} />
      ) : (
        <>
          <p className="quiet">{say('quarantine.lookHelp')}</p>
          <ProblemAlert error={look.error} />
          <label htmlFor={id}>{say('quarantine.lookReason')}</label>
          <div className="row">
            <Input
              id={id}
              className="keep-reason"
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <Button htmlType="submit" disabled={!enough} loading={look.isPending}>
              {say('quarantine.look')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function SeenFields({ seen, item }: { seen: SeenRow; item: string }) {
  const { either } = useWords();
  const items = useQuery(rulesQuery<Item>('items', undefined));
  const known = items.data?.rules.find(({ code }) => code === item)?.fields ?? [];
  const values = valuesOf(seen);
  // In the order of the sheet; what the item does not know (never, unless its law changed meanwhile) comes last, by its code.
  const fields = known.filter(({ code }) => code in values);
  const others = Object.keys(values).filter((code) => !known.some((field) => field.code === code));
  return (
    <dl className="facts">
      {[...fields, ...others.map((code) => ({ code, name: code, nameEn: code }))].map(({ code, name, nameEn }) => (
        <FieldLine key={code} name={either(name, nameEn)} value={values[code] ?? ''} />
      ))}
    </dl>
  );
}

/** Facts in the open and personal values as one row: the sealed value is the one that was sent. */
function valuesOf({ fields, content }: SeenRow): Readonly<Record<string, string>> {
  return { ...(content?.facts as Record<string, string> | undefined), ...fields };
}
