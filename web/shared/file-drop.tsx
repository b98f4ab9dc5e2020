import { InboxOutlined } from '@ant-design/icons';
import { Progress } from 'antd';
import { type DragEvent, useId, useState } from 'react';
import './file-drop.css';

type Props = {
  readonly label: string;
  readonly accept: string;
  readonly sendingLabel: string;
  /** Percent sent; undefined when nothing is on its way. */
  readonly percent: number | undefined;
  readonly onFile: (file: File) => void;
};

/** One file, dropped or chosen: a real file input, so that keyboard and screen reader need nothing special. */
export function FileDrop({ label, accept, sendingLabel, percent, onFile }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const busy = percent !== undefined;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      className={over ? 'file-drop file-drop-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined aria-hidden="true" className="file-drop-sign" />
      <span>{label}</span>
      <span className="quiet small">{accept.replaceAll(',', ' ')}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be mended and chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      {busy && (
        <span className="file-drop-progress" role="status">
          {sendingLabel} {percent}%
          <Progress percent={percent} showInfo={false} aria-label={sendingLabel} />
        </span>
      )}
    </label>
  );
}
