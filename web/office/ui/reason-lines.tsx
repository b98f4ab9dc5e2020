import type { Lines } from '../api/publications.ts';
import { useWords } from '../words/index.ts';

/** A derivation as the server prints it, line by line; the screen adds nothing. */
export function ReasonLines({ title, lines }: { title: string; lines: Lines }) {
  const { language } = useWords();
  return (
    <details className="panel">
      <summary>{title}</summary>
      <ol className="steps">
        {lines[language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
