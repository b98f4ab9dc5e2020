import type { HttpApp } from '../../src/ground/platform/http.ts';

type Told = { reference: string; change: 'begun' | 'changed' | 'ended'; fact?: { documentNumber: string } };
type Page = { entries: Told[]; next: string; more: boolean };
type Options = { readonly key: string; readonly item?: string; readonly limit?: number };

/**
 * A partner's own system that keeps a copy, as small as one can be: it asks for what comes after its cursor, puts what it is told,
 * lets go of what is over, and remembers the cursor together with the copy.
 */
export class PartnerCopy {
  readonly held = new Map<string, unknown>();
  /** Everything that was ever said to it, as it came over the wire. */
  readonly heard: string[] = [];
  cursor: string | undefined;
  readonly #http: HttpApp;
  readonly #options: Options;

  constructor(http: HttpApp, options: Options) {
    this.#http = http;
    this.#options = options;
  }

  ask(way = '', headers: Record<string, string> = {}) {
    const { key, item = 'penalty', limit = 2 } = this.#options;
    const after = this.cursor === undefined ? '' : `&after=${this.cursor}`;
    const url = `/api/v1/feed${way}?item=${item}&limit=${limit}${after}`;
    return this.#http.inject({ url, headers: { authorization: `Bearer ${key}`, ...headers } });
  }

  /** One page; answers what it said of each reference, by document number where there is one. */
  async step(): Promise<{ changes: string[]; more: boolean }> {
    const answer = await this.ask();
    if (answer.statusCode !== 200) throw new Error(answer.payload);
    this.heard.push(answer.payload);
    const { entries, next, more } = answer.json() as Page;
    for (const { reference, change, fact } of entries) {
      if (change === 'ended') this.held.delete(reference);
      else this.held.set(reference, fact);
    }
    this.cursor = next;
    return { changes: entries.map(({ change }) => change), more };
  }

  async follow(): Promise<string[]> {
    for (const said: string[] = []; ; ) {
      const { changes, more } = await this.step();
      said.push(...changes);
      if (!more) return said;
    }
  }
}
