import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';

/** A paper that was sealed elsewhere: the file that comes back, and which seal was set. */
export type Sealed = { readonly file: Buffer; readonly seal: string };
/** An electronic seal service (电子印章系统), whichever there is. It is given the paper and sets the seal of the organ on it. */
export type SealService = { seal(paper: Buffer, about: { readonly title: string }): Promise<Sealed> };

const Answer = z.object({
  /** Of the paper that was sealed: another one is not taken. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  seal: z.string().min(1).max(200),
  file: z.base64(),
});
const WAIT_MS = 20_000;
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * A seal service spoken to over HTTP: `POST` with `{ title, sha256, file }` (the paper, base64) and a bearer key; it answers
 * `{ sha256, seal, file }`. What the service of a site really speaks is translated by a small program of the site beside it.
 */
export function httpSealService({ url, key }: { readonly url: string; readonly key: string }): SealService {
  return {
    async seal(paper, { title }) {
      const sha256 = createHash('sha256').update(paper).digest('hex');
      const body = JSON.stringify({ title, sha256, file: paper.toString('base64') });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
      const failed = (reason: string) => new Refusal('busy', 'document.seal_service_failed', { reason });
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(WAIT_MS),
      }).catch((error: unknown) => {
        throw failed(error instanceof Error ? error.name : 'unknown');
      });
      if (!answer.ok) throw failed(`HTTP ${answer.status}`);
      if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) throw failed('too large');
      const read = Answer.safeParse(await answer.json().catch(() => undefined));
      if (!read.success) throw failed('unreadable');
      if (read.data.sha256 !== sha256) throw new Refusal('rule', 'document.seal_of_another');
      return { file: Buffer.from(read.data.file, 'base64'), seal: read.data.seal };
    },
  };
}
