import type { Contact } from '../../../web/portal/decision-pages.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { explain, GATE_MESSAGES, type Language, type Law } from '../../rules/law/index.ts';
import type { ArticleRef, Span } from '../../rules/law/pack.ts';

/** `3个月`, `3 months`: a span as people say it. */
export function spanIn({ count, unit }: Span, language: Language): string {
  const name = GATE_MESSAGES[`value.${unit}`]![language];
  if (language === 'zh') return `${count}${name}`;
  return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`;
}

/** A period of the pack as people say it. @throws {Refusal} rule `law.no_rule` */
export function periodIn(law: Law, code: string, on: PlainDate, language: Language): string {
  return spanIn(law.period(code, on), language);
}

/** The longest and shortest publication of a class on that day; of several regimes in force the kinder. */
export function classTermIn(law: Law, of: 'general' | 'serious', on: PlainDate, language: Language) {
  const term = law.all('classes', on).find((one) => one.class === of);
  const said = (span: Span | undefined) => (span === undefined ? '–' : spanIn(span, language));
  return { earliest: said(term?.earliest), longest: said(term?.longest) };
}

/** Articles as a derivation cites them: `《行政处罚法》第48条：… [已核对原文]`. */
export function citationsIn(law: Law, refs: readonly ArticleRef[], on: PlainDate, language: Language): string[] {
  const cited = refs.flatMap((ref) => {
    const standing = law.article(ref, on);
    if (standing === undefined) return [];
    const { article, instrument } = standing;
    const { title, titleEn, level } = instrument;
    const { gist, gistEn, mark } = article;
    return [{ ref, article: ref.split(':')[1]!, title, titleEn, gist, gistEn, level, mark }];
  });
  const derivation = { question: '', on, edition: law.edition, facts: {}, steps: [], cited };
  return explain(derivation, language).slice(1);
}

/** How an organ is reached, as the packs say; null: they do not. */
export function contactIn(law: Law, organ: string, on: PlainDate): Contact | null {
  const found = law.all('organs', on).find(({ name }) => name === organ);
  return (found && law.all('contacts', on).find((one) => one.organ === found.code)) ?? null;
}
