import { FileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useRef } from 'react';
import { useWords } from '../words/index.ts';

/** A file that is sent with a form: its name, and its bytes as base64. */
export type Chosen = { readonly name: string; readonly base64: string };

type Props = {
  readonly label: string;
  readonly accept: string;
  readonly value: Chosen | undefined;
  readonly onChange: (file: Chosen) => void;
};

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** Chooses one file; a real file input beneath, so that keyboard and screen reader need nothing special. */
export function FileField({ label, accept, value, onChange }: Props) {
  const { say } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <span className="quiet" id={`${id}-label`}>
        {label}
      </span>
      <div className="row">
        <Button icon={<FileOutlined />} aria-describedby={`${id}-label`} onClick={() => input.current?.click()}>
          {say('ui.chooseFile')}
        </Button>
        {value && <span lang="zh-CN">{value.name}</span>}
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          aria-label={label}
          onChange={async ({ target }) => {
            const [picked] = target.files ?? [];
            target.value = '';
            if (picked) onChange({ name: picked.name, base64: await base64Of(picked) });
          }}
        />
      </div>
    </>
  );
}
