import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { z } from 'zod';
import { answer, EXIT, say } from '../../ground/platform/cli.ts';
import { callServer, serverOf } from '../../ground/platform/server-call.ts';
import { inspect } from '../../names/subjects/identifiers/index.ts';

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
      noSuchCode: z.object({ near: z.array(z.object({ name: z.string(), code: z.string().nullable() })) }).optional(),
      facts: z.array(
        z.object({
          documentNumber: z.string(),
          decidedOn: z.string(),
          marks: z.array(z.string()),
          until: z.string().optional(),
        }),
      ),
      bindings: z
        .array(z.object({ effect: z.string(), name: z.string(), nameEn: z.string(), articles: z.array(z.string()) }))
        .optional(),
    }),
  ),
});

export function command(): Command {
  return new Command('check')
    .description('查询有效的信用信息 / ask a running server what stands in force about parties')
    .argument('<codeOrName...>', 'codes, or full registered names of organisations')
    .option('--url <url>', 'address of the server; ZHENGMING_URL when left out')
    .option('--key <key>', "a program's key; ZHENGMING_PROGRAM_KEY when left out, which no process list shows")
    .option('--matter <matter>', 'the matter in hand', '命令行查询')
    .option('--purpose <purpose>', 'what it is asked for', '核对信用信息')
    .option('--json', 'one JSON line an answer, in the order asked')
    .action(check);
}

async function check(asked: readonly string[], options: Options): Promise<void> {
  const server = serverOf(options);
  if (!server) return failed('check.no_server', '请给出 --url 和 --key / give --url and --key', options);
  const { matter, purpose } = options;
  const told = await callServer(server, {
    path: '/api/v1/checks',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked.map((value) => ({ ...partyOf(value), matter, purpose }))),
    requestKey: randomUUID(),
    waitMs: WAIT_MS,
  });
  if (!told.ok) return failed(told.code ?? 'check.server_away', told.detail, options);
  // As JSON the server's own words, whole; what is checked here is only what is printed for people.
  const { answers: whole } = z.object({ answers: z.array(z.unknown()) }).parse(told.body);
  if (options.json) for (const one of whole) answer(one);
  else for (const one of Answers.parse(told.body).answers) process.stdout.write(`${spoken(one)}\n`);
}

/** A value of an identifier's form is a code; anything else a name. Numbers of persons are refused by the server. */
function partyOf(value: string): { code: string } | { name: string } {
  return inspect(value).kind === 'unknown' ? { name: value } : { code: value };
}

type Told = z.infer<typeof Answers>['answers'][number];

function headOf({ subject, noSuchCode }: Told): string {
  if (noSuchCode) return '校验码不成立，不可能有这样的代码 / the check character is wrong: no such code can exist';
  return subject?.name ?? '未找到或仅有候选 / not found, or candidates only';
}

function spoken(told: Told): string {
  const { candidates, noSuchCode, facts, bindings = [] } = told;
  const lines = facts.map(
    ({ documentNumber, decidedOn, until, marks }) =>
      `  ${decidedOn} ${documentNumber} ${until ? `→ ${until}` : ''} ${marks.join(' ')}`,
  );
  const bound = bindings.map(
    ({ effect, name, nameEn, articles }) => `  ! ${effect} ${name} / ${nameEn} (${articles.join(' ')})`,
  );
  const named = (candidates ?? noSuchCode?.near ?? []).map(({ code, name }) => `  ? ${code ?? ''} ${name}`);
  return [headOf(told), ...lines, ...bound, ...named].join('\n');
}

function failed(code: string, sentence: string, { json }: Options): void {
  if (json) answer({ error: code });
  say(sentence);
  process.exitCode = EXIT.failed;
}
