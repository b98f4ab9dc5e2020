import { useQuery } from '@tanstack/react-query';
import { Radio, Select } from 'antd';
import { useId } from 'react';
import { articlesQuery } from '../../api/law.ts';
import { CLASSES, type SeverityClass } from '../../api/quarantine.ts';
import { articleName } from '../../ui/article-name.ts';
import { useWords } from '../../words/index.ts';
import type { Draft } from './draft.ts';

/** As many articles as the server takes. */
const MOST = 10;

/** The class that a person finds, and the articles it rests on. */
export function ClassFields({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const { say, either, language } = useWords();
  const id = useId();
  const articles = useQuery(articlesQuery(undefined));
  return (
    <>
      <Radio.Group
        aria-label={say('quarantine.class')}
        value={draft.class}
        onChange={({ target }) => change({ class: target.value as SeverityClass })}
        options={CLASSES.map((value) => ({ value, label: say(`law.class_${value}`) }))}
      />
      <label htmlFor={id}>{say('quarantine.basis')}</label>
      <Select<string[]>
        id={id}
        mode="multiple"
        maxCount={MOST}
        value={[...draft.basis]}
        onChange={(basis) => change({ basis })}
        placeholder={say('quarantine.basisHelp')}
        optionFilterProp="label"
        loading={articles.isPending}
        options={(articles.data?.articles ?? []).map(({ ref, article, instrument }) => ({
          value: ref,
          label: `${articleName(either(instrument.title, instrument.titleEn), article, language)} · ${ref}`,
        }))}
      />
    </>
  );
}
