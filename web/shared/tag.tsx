import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'plain';

/** A word in a box. The tone only underlines what the word says: nobody has to see colours. */
export function Tag({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}
