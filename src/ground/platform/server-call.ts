import { z } from 'zod';
import { say } from './cli.ts';

/** A running server, asked as a program. */
export type Server = { readonly url: string; readonly key: string };
export type Called =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: string | undefined; readonly detail: string };

export type Call = {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestInit['body'];
  /** For what changes something: the same key gives the first answer again. */
  readonly requestKey?: string;
  readonly waitMs: number;
};

const Problem = z.object({ code: z.string(), detail: z.string() });

/**
 * The server as options or the environment name it; the key rather by the latter, which no process list shows. Its variable is not
 * `ZHENGMING_KEY`: that is the master key of the vault, and must never go out to a server.
 */
export function serverOf({ url, key }: { readonly url?: string; readonly key?: string }): Server | undefined {
  const [where, secret] = [url ?? process.env.ZHENGMING_URL, key ?? process.env.ZHENGMING_PROGRAM_KEY];
  return where === undefined || secret === undefined ? undefined : { url: where, key: secret };
}

/** What the server answered, or its refusal; without a code where no server of ours answered at all. */
export async function callServer(server: Server, call: Call): Promise<Called> {
  const { path, method = 'GET', headers, body, requestKey, waitMs } = call;
  let response: Response;
  try {
    response = await fetch(new URL(path, server.url), {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${server.key}`,
        ...(requestKey && { 'idempotency-key': requestKey }),
      },
      ...(body !== undefined && { body, duplex: 'half' }),
      signal: AbortSignal.timeout(waitMs),
    });
  } catch (error) {
    say(String(error));
    return { ok: false, code: undefined, detail: `无法连接 / no answer from ${server.url}` };
  }
  const told: unknown = await response.json().catch(() => undefined);
  if (response.ok && told !== undefined) return { ok: true, body: told };
  const problem = Problem.safeParse(told);
  return { ok: false, ...(problem.success ? problem.data : { code: undefined, detail: String(response.status) }) };
}
