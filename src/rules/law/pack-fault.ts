import { Refusal } from '../../ground/kernel/refusal.ts';
import { LAW_MESSAGES } from './law-messages.ts';

/** One thing wrong with a pack, named by file, line and rule (design §2: the loader refuses and names the article). */
export type PackFault = {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** `pack.…`, a key of LAW_MESSAGES. */
  readonly code: string;
  /** The article that the fault offends, where there is one. */
  readonly article?: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** A stack that cannot be used; carries every fault, not the first only. */
export class PackRefusal extends Refusal {
  readonly faults: readonly PackFault[];

  constructor(faults: readonly PackFault[]) {
    super('invalid', 'law.pack_faulty', { faults: faults.length, codes: [...new Set(faults.map(({ code }) => code))] });
    this.faults = faults;
  }
}

/** `law/cn/periods.yaml:12 引用的条文不存在 (xzcf:48)`: the line that a pack's writer reads. */
export function faultLine({ file, line, code, article, facts }: PackFault, language: 'zh' | 'en'): string {
  const detail = Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const sentence = LAW_MESSAGES[code]?.[language] ?? code;
  return `${file}:${line} ${sentence} [${[code, ...(article ? [article] : []), ...detail].join(' ')}]`;
}
