import type { Lines } from '../api/publications.ts';
import { useWords } from '../words/index.ts';
import { Steps } from './steps.tsx';

/** A derivation as the server prints it, line by line; the screen adds nothing. `plain`: inside a panel. */
export function ReasonLines({ title, lines, plain = false }: { title: string; lines: Lines; plain?: boolean }) {
  const { language } = useWords();
  return (
    <details className={plain ? undefined : 'panel'}>
      <summary>{title}</summary>
      <Steps lines={lines[language]} />
    </details>
  );
}
