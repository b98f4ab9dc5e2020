import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Language, resourcesOf } from '../../shared/words.ts';
import { access } from './access.ts';
import { archive } from './archive.ts';
import { away } from './away.ts';
import { cases } from './cases.ts';
import { check } from './check.ts';
import { determinations } from './determinations.ts';
import { documents } from './documents.ts';
import { due } from './due.ts';
import { factors } from './factors.ts';
import { inspections } from './inspections.ts';
import { intake } from './intake.ts';
import { journal } from './journal.ts';
import { keys } from './keys.ts';
import { law } from './law.ts';
import { listDomains } from './list-domains.ts';
import { merging } from './merging.ts';
import { outages } from './outages.ts';
import { parties } from './parties.ts';
import { privacy } from './privacy.ts';
import { publication } from './publication.ts';
import { quarantine } from './quarantine.ts';
import { recalls } from './recalls.ts';
import { records } from './records.ts';
import { rights } from './rights.ts';
import { screening } from './screening.ts';
import { shell } from './shell.ts';
import { ui } from './ui.ts';
import { work } from './work.ts';

export const AREAS = {
  shell,
  ui,
  work,
  law,
  intake,
  quarantine,
  publication,
  due,
  records,
  cases,
  documents,
  determinations,
  recalls,
  away,
  listDomains,
  outages,
  inspections,
  parties,
  screening,
  merging,
  check,
  journal,
  access,
  keys,
  rights,
  privacy,
  archive,
  factors,
} as const;
type Areas = typeof AREAS;
/** Every sentence of the console by its key; a key that does not exist does not compile. */
export type WordKey = { [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}` }[keyof Areas];
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const STORED = 'zhengming.language';

export async function startWords(): Promise<void> {
  const resources = resourcesOf(AREAS);
  await i18next.use(initReactI18next).init({
    resources: { zh: { translation: resources.zh }, en: { translation: resources.en } },
    lng: localStorage.getItem(STORED) === 'en' ? 'en' : 'zh',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // A code of the server without its words is a fault that somebody has to hear of; the page shows the code.
    saveMissing: true,
    missingKeyHandler: (_languages, _area, key) => console.error(`no words for ${key}`),
    interpolation: { escapeValue: false }, // React escapes
  });
  markPage();
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
  markPage();
}

function markPage(): void {
  document.documentElement.lang = currentLanguage() === 'en' ? 'en' : 'zh-CN';
  document.title = i18next.t('shell.title');
}

/** Words of the language in use, and the choice between a Chinese and an English value of the API. */
export function useWords(): { say: Say; language: Language; either: (zh: string, en: string | undefined) => string } {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  const say = useCallback<Say>((key, values) => t(key, { ...values }), [t]);
  const either = useCallback((zh: string, en: string | undefined) => (language === 'en' && en ? en : zh), [language]);
  return { say, language, either };
}
