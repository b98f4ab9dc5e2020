import type { Language } from '../../shared/words.ts';

/** Titles are quoted without the state's long name: 中华人民共和国行政处罚法 is 行政处罚法 in every office. */
export function shortTitle(title: string): string {
  return title.replace(/^中华人民共和国(?=.)/, '').replace(/ of the People's Republic of China/, '');
}

/**
 * An article as lawyers write it: `45(2)` is 第45条第2款, `2-3` is 第2部分第3项, `0` the act as a whole. The packs' way of
 * numbering is in docs/law-packs.md.
 */
export function articleName(title: string, article: string, language: Language): string {
  return articleParts(title, article, language).join('');
}

/** The same in its two parts: which law, and where in it. */
export function articleParts(title: string, article: string, language: Language): readonly [string, string] {
  const name = shortTitle(title);
  if (article === '0') return [language === 'zh' ? `《${name}》` : name, ''];
  const [number = '', paragraph] = article.split(/[()]/);
  const [part = '', point] = number.split('-');
  if (language === 'en') {
    const place = point === undefined ? `art. ${number}` : `part ${part}${point === '0' ? '' : `, item ${point}`}`;
    return [name, `, ${place}${paragraph ? `, para. ${paragraph}` : ''}`];
  }
  const place = point === undefined ? `第${number}条` : `第${part}部分${point === '0' ? '' : `第${point}项`}`;
  return [`《${name}》`, `${place}${paragraph ? `第${paragraph}款` : ''}`];
}
