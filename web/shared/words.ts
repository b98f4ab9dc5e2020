/** One sentence in both languages, side by side, so that neither can be forgotten. `{{name}}` is replaced by a value. */
export type Pair = readonly [zh: string, en: string];
export type Words = Readonly<Record<string, Pair>>;
export type Language = 'zh' | 'en';

/** Areas of words as flat resources of i18next: `area.key` → sentence. */
export function resourcesOf(areas: Readonly<Record<string, Words>>): Record<Language, Record<string, string>> {
  const resources: Record<Language, Record<string, string>> = { zh: {}, en: {} };
  for (const [area, words] of Object.entries(areas)) {
    for (const [key, [zh, en]] of Object.entries(words)) {
      resources.zh[`${area}.${key}`] = zh;
      resources.en[`${area}.${key}`] = en;
    }
  }
  return resources;
}
