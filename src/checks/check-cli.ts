import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { z } from 'zod';
import { answer, EXIT, say } from '../platform/cli.ts';
import { inspect } from '../subjects/identifiers/index.ts';

type Options = {
  readonly url?: string;
  readonly key?: string;
  readonly matter: string;
  readonly purpose: string;
  readonly json?: true;
};

/** Longer than any group of uses takes to become durable. */
const WAIT_MS = 60_000;
const Answers = z.object({
  answers: z.array(
    z.object({
      subject: z.object({ name: z.string() }).nullable(),
      candidates: z.array(z.object({ name: z.string(), code: z.string().nullable() })).optional(),
      facts: z.array(
        z.object({
          documentNumber: z.string(),
          decidedOn: z.string(),
          marks: z.array(z.string()),
          until: z.string().optional(),
        }),
      ),
    }),
  ),
});
const Problem = z.object({ code: z.string(), detail: z.string() });

export function command(): Command {
  return new Command('check')
    .description('查询有效的信用信息 / ask a running server what stands in force about parties')
    .argument('<codeOrName...>', 'codes, or full registered names of organisations')
    .option('--url <url>', 'address of the server; ZHENGMING_URL when left out')
    .option('--key <key>', "a program's key; ZHENGMING_KEY when left out, which no process list shows")
    .option('--matter <matter>', 'the matter in hand', '命令行查询')
    .option('--purpose <purpose>', 'what it is asked for', '核对信用信息')
    .option('--json', 'one JSON line an answer, in the order asked')
    .action(check);
}

async function check(asked: readonly string[], options: Options): Promise<void> {
  const url = options.url ?? process.env.ZHENGMING_URL;
  const key = options.key ?? process.env.ZHENGMING_KEY;
  if (url === undefined || key === undefined) {
    return failed('check.no_server', '请给出 --url 和 --key / give --url and --key', options);
  }
  const { matter, purpose } = options;
  const questions = asked.map((value) => ({ ...partyOf(value), matter, purpose }));
  const response = await post(new URL('/api/v1/checks', url), key, questions);
  if (response === undefined) return failed('check.server_away', `无法连接 / no answer from ${url}`, options);
  const body: unknown = await response.json().catch(() => undefined);
  const told = Answers.safeParse(body);
  if (response.ok && told.success) {
    // As JSON the server's own words, whole; what is checked above is only what is printed for people.
    const whole = (body as { answers: unknown[] }).answers;
    told.data.answers.forEach((one, at) => {
      if (options.json) answer(whole[at]);
      else process.stdout.write(`${spoken(one)}\n`);
    });
    return;
  }
  const problem = Problem.safeParse(body);
  const { code, detail } = problem.success
    ? problem.data
    : { code: 'check.server_away', detail: String(response.status) };
  failed(code, detail, options);
}

/** A value of an identifier's form is a code; anything else a name. Numbers of persons are refused by the server. */
function partyOf(value: string): { code: string } | { name: string } {
  return inspect(value).kind === 'unknown' ? { name: value } : { code: value };
}

async function post(url: URL, key: string, questions: unknown): Promise<Response | undefined> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${key}`,
    'idempotency-key': randomUUID(),
  };
  try {
    return await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(questions),
      signal: AbortSignal.timeout(WAIT_MS),
    });
  } catch (error) {
    say(String(error));
    return undefined;
  }
}

function spoken({ subject, candidates, facts }: z.infer<typeof Answers>['answers'][number]): string {
  const lines = facts.map(
    ({ documentNumber, decidedOn, until, marks }) =>
      `  ${decidedOn} ${documentNumber} ${until ? `→ ${until}` : ''} ${marks.join(' ')}`,
  );
  const named = (candidates ?? []).map(({ code, name }) => `  ? ${code ?? ''} ${name}`);
  return [subject?.name ?? '未找到或仅有候选 / not found, or candidates only', ...lines, ...named].join('\n');
}

function failed(code: string, sentence: string, { json }: Options): void {
  if (json) answer({ error: code });
  say(sentence);
  process.exitCode = EXIT.failed;
}
