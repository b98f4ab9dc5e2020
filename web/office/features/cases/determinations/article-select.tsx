import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { articlesQuery } from '../../../api/law.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { articleName } from '../../../ui/article-name.ts';
import { useWords } from '../../../words/index.ts';

type Props = {
  readonly id: string;
  readonly levels: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (refs: readonly string[]) => void;
};

/** The articles on which it rests: those in force today of a level that can carry it. Each opens to be read. */
export function ArticleSelect({ id, levels, value, onChange }: Props) {
  const { say, either, language } = useWords();
  const all = useQuery(articlesQuery(undefined));
  const options = (all.data?.articles ?? [])
    .filter(({ standing, instrument }) => standing && levels.includes(instrument.level))
    .map(({ ref, article, instrument, gist, gistEn }) => ({
      value: ref,
      label: articleName(either(instrument.title, instrument.titleEn), article, language),
      gist: either(gist, gistEn),
    }));
  return (
    <span className="stack-tight">
      <Select
        id={id}
        mode="multiple"
        loading={all.isPending}
        placeholder={say('determinations.articlesHint')}
        value={[...value]}
        onChange={(refs: string[]) => onChange(refs)}
        showSearch={{ filterOption: (typed, option) => `${option?.label} ${option?.gist}`.includes(typed.trim()) }}
        options={options}
      />
      <ArticleLinks refs={value} />
    </span>
  );
}
