import { Drawer } from 'antd';
import { useState } from 'react';
import type { Duty } from '../api/publications.ts';
import { useWords } from '../words/index.ts';
import { ArticleLinks } from './article-link.tsx';
import { DueBadge } from './due-badge.tsx';
import { Steps } from './steps.tsx';

/** The days as they were counted, one line each, in a drawer. */
export function WhyButton({ duty, title }: { duty: Duty; title: string }) {
  const { say, language } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="plain-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('ui.howCounted')}
      </button>
      {/* Kept where it is when shut: only so does it give the keyboard back. */}
      <Drawer open={open} destroyOnHidden onClose={() => setOpen(false)} title={title} size={480}>
        <div className="stack">
          <DueBadge duty={duty} />
          <ArticleLinks refs={duty.articles} />
          <Steps lines={duty.why[language]} />
        </div>
      </Drawer>
    </>
  );
}
