import { QuestionOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useState } from 'react';
import { useWords, type WordKey } from '../words/index.ts';
import { placesFor } from './navigation.ts';
import { useMe } from './session.ts';

const KEYS: readonly (readonly [keys: readonly string[], word: WordKey])[] = [
  [['Ctrl', 'K'], 'shell.keyPalette'],
  [['?'], 'shell.keyHelp'],
  [['↑', '↓'], 'shell.keyMove'],
  [['Enter'], 'shell.keyOpen'],
  [['Ctrl', 'Enter'], 'shell.keySubmit'],
  [['Esc'], 'shell.keyClose'],
];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `?` shows the keys, Ctrl+K goes to a page. */
export function Shortcuts() {
  const { say } = useWords();
  const [shown, setShown] = useState<'help' | 'palette'>();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setShown('palette');
      } else if (event.key === '?' && !isTyping(event.target)) setShown('help');
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const close = () => setShown(undefined);
  return (
    <>
      <Button
        className="not-phone"
        type="text"
        icon={<QuestionOutlined />}
        aria-label={say('shell.shortcuts')}
        title={say('shell.shortcuts')}
        aria-haspopup="dialog"
        onClick={() => setShown('help')}
      />
      <Modal
        open={shown === 'help'}
        title={say('shell.shortcuts')}
        footer={null}
        onCancel={close}
        width={420}
        destroyOnHidden
      >
        <dl className="facts">
          {KEYS.map(([keys, word]) => (
            <KeyRow key={word} keys={keys} word={say(word)} />
          ))}
        </dl>
      </Modal>
      <Modal
        open={shown === 'palette'}
        title={say('shell.palette')}
        footer={null}
        onCancel={close}
        width={420}
        destroyOnHidden
      >
        <Palette onDone={close} />
      </Modal>
    </>
  );
}

function KeyRow({ keys, word }: { keys: readonly string[]; word: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{word}</dd>
    </>
  );
}

function Palette({ onDone }: { onDone: () => void }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const places = placesFor(useMe().rights);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = places.filter(({ word, path }) => `${say(word)} ${path}`.toLowerCase().includes(typed.toLowerCase()));
  const go = (path: string | undefined) => {
    if (path === undefined) return;
    onDone();
    void navigate({ to: path });
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((now) => (found.length === 0 ? 0 : (now + step + found.length) % found.length));
    } else if (event.key === 'Enter') go(found[at]?.path);
  };
  return (
    <div className="stack">
      <Input
        autoFocus
        value={typed}
        placeholder={say('shell.paletteHint')}
        aria-label={say('shell.paletteHint')}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <ul className="nav">
        {found.map(({ path, word }, index) => (
          <li key={path}>
            <button
              type="button"
              className="plain-button palette-row"
              aria-current={index === at ? 'page' : undefined}
              onClick={() => go(path)}
            >
              {say(word)}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="quiet">{say('shell.paletteEmpty')}</p>}
    </div>
  );
}
