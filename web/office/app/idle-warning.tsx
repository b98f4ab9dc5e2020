import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { getMe } from '../api/me.ts';
import { useWords } from '../words/index.ts';

/** A counter is a public room: an unattended screen is closed (GB/T 22239 8.1.4.1 asks for it, the minutes are our choice). */
const IDLE_MS = 15 * 60_000;
const WARNING_MS = 60_000;
/** Whoever types for long without asking the server anything keeps the session all the same. */
const TOUCH_MS = 4 * 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Any question prolongs the session; one that fails is told by the next thing that the person does. */
function touchSession(): void {
  getMe().catch(() => undefined);
}

/** Keeps the session of whoever is at work, and warns a minute before it signs out whoever went away. */
export function IdleWarning({ onIdle }: { onIdle: () => Promise<void> }) {
  const { say } = useWords();
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const last = useRef(Date.now());
  const touched = useRef(Date.now());
  const stay = () => {
    last.current = Date.now();
    touched.current = Date.now();
    touchSession();
    setSecondsLeft(undefined);
  };

  useEffect(() => {
    const active = () => {
      // While the warning stands only the button counts: somebody must have read it.
      if (Date.now() - last.current < IDLE_MS - WARNING_MS) last.current = Date.now();
    };
    for (const sign of SIGNS) window.addEventListener(sign, active, { passive: true });
    const timer = setInterval(() => {
      const left = IDLE_MS - (Date.now() - last.current);
      if (left <= 0) {
        clearInterval(timer);
        void onIdle();
      }
      if (last.current > touched.current && Date.now() - touched.current > TOUCH_MS) {
        touched.current = Date.now();
        touchSession();
      }
      setSecondsLeft(left < WARNING_MS ? Math.max(0, Math.ceil(left / 1000)) : undefined);
    }, 1_000);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, active);
    };
  }, [onIdle]);

  return (
    <Modal
      open={secondsLeft !== undefined}
      title={say('shell.idleTitle')}
      onCancel={stay}
      footer={
        <Button type="primary" autoFocus onClick={stay}>
          {say('shell.stay')}
        </Button>
      }
    >
      {say('shell.idleText', { seconds: secondsLeft ?? 0 })}
    </Modal>
  );
}
