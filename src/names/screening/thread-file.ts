import path from 'node:path';

/** The code of a thread, which lies beside this file: `.ts` as it is written, `.js` in the package that is published. */
export function threadFile(name: string): URL {
  return new URL(`./${name}${path.extname(import.meta.url)}`, import.meta.url);
}
