import { MY_CASE_WORDS } from './my-case-words.ts';
import { MY_DOOR_WORDS } from './my-door-words.ts';
import { MY_FILE_WORDS } from './my-file-words.ts';
import { MY_FORM_WORDS } from './my-form-words.ts';
import type { Language } from './words.ts';

/** The words of a party's own pages, by what they are read for. */
const wordsIn = (language: Language) => ({
  ...MY_DOOR_WORDS[language],
  ...MY_FILE_WORDS[language],
  ...MY_FORM_WORDS[language],
  ...MY_CASE_WORDS[language],
});
export type MyWords = ReturnType<typeof wordsIn>;

export const MY_WORDS: Readonly<Record<Language, MyWords>> = { zh: wordsIn('zh'), en: wordsIn('en') };
