import { FileOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useWords } from '../words/index.ts';

type Props = {
  readonly label: string;
  /** SHA-256 in hexadecimal; empty: none yet. */
  readonly value: string;
  /** The document that it has to be, where it was named before. */
  readonly expected?: string | undefined;
  readonly onChange: (sha256: string) => void;
};

const SHA256 = /^[0-9a-f]{64}$/;

export async function sha256Of(file: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Names a document by its digest: of a file that is chosen and stays on this machine, or as it was told. */
export function DigestField({ label, value, expected, onChange }: Props) {
  const { say } = useWords();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState('');
  const shown = value || (expected ?? '');
  const problem =
    shown !== '' && !SHA256.test(shown)
      ? say('ui.digestUnreadable')
      : expected !== undefined && shown !== expected
        ? say('ui.digestOther')
        : undefined;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="stack-tight">
        <div className="row digest">
          <Input
            id={id}
            className="mono grow"
            placeholder={say('ui.digest')}
            spellCheck={false}
            maxLength={64}
            {...(problem !== undefined && { status: 'error' as const })}
            value={shown}
            onChange={({ target }) => {
              setChosen('');
              onChange(target.value.trim().toLowerCase());
            }}
          />
          <Button icon={<FileOutlined />} onClick={() => file.current?.click()}>
            {say(expected === undefined ? 'ui.chooseFile' : 'ui.compareFile')}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            aria-label={`${label}: ${say('ui.chooseFile')}`}
            onChange={async ({ target }) => {
              const [picked] = target.files ?? [];
              target.value = '';
              if (!picked) return;
              onChange(await sha256Of(picked));
              setChosen(picked.name);
            }}
          />
        </div>
        {chosen !== '' && (
          <span className="quiet small" lang="zh-CN">
            {chosen}
          </span>
        )}
        {problem !== undefined && (
          <span className="small warned" role="alert">
            {problem}
          </span>
        )}
        {problem === undefined && expected !== undefined && <span className="quiet small">{say('ui.digestSame')}</span>}
      </div>
    </>
  );
}
