import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';

/** A repository of pgBackRest, by the administrator's own configuration of it. */
export type Repository = {
  readonly config: string;
  readonly stanza: string;
  /** Who owns the server's files, where this process is root. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
};

/** Under this name each backup carries the checkpoint that was published when it began. */
const CHECKPOINT = 'zhengming-checkpoint';

/** Of what `info` says of a repository: whole; there, and without a backup yet. */
const GOOD = new Set([0, 2]);

const Info = z
  .array(
    z.object({
      cipher: z.string(),
      status: z.object({ code: z.number(), message: z.string() }),
      backup: z.array(
        z.object({
          label: z.string(),
          type: z.string(),
          timestamp: z.object({ start: z.number(), stop: z.number() }),
          annotation: z.record(z.string(), z.string()).nullish(),
          info: z.object({ size: z.number(), repository: z.object({ delta: z.number() }) }),
        }),
      ),
    }),
  )
  .length(1);
export type RepositoryBackup = z.infer<typeof Info>[number]['backup'][number];

const run = promisify(execFile);

/** Fixed words and the administrator's own files; no shell. @throws {Refusal} busy `backup.pgbackrest_missing`, `backup.pgbackrest_failed` */
async function pgbackrest(
  { config, stanza, user }: Repository,
  command: string,
  args: readonly string[] = [],
): Promise<string> {
  const all = [`--config=${config}`, `--stanza=${stanza}`, '--log-level-console=off', '--log-level-stderr=error'];
  try {
    const { stdout } = await run('pgbackrest', [...all, ...args, command], {
      ...user,
      cwd: '/',
      maxBuffer: 64 * 2 ** 20,
    });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT') throw new Refusal('busy', 'backup.pgbackrest_missing');
    throw new Refusal('busy', 'backup.pgbackrest_failed', {
      command,
      exit: code,
      said: stderr?.trim().slice(0, 2_000),
    });
  }
}

/** What the repository holds, the oldest first. @throws {Refusal} rule `backup.not_encrypted`: names of persons would lie in the open */
export async function listRepository(repository: Repository): Promise<readonly RepositoryBackup[]> {
  const said = await pgbackrest(repository, 'info', ['--output=json']);
  const failed = (exit: number | string, words: string) =>
    new Refusal('busy', 'backup.pgbackrest_failed', { command: 'info', exit, said: words });
  let read: unknown;
  try {
    read = JSON.parse(said);
  } catch {
    throw failed('–', said.slice(0, 1_000)); // a repository that does not open is told with line breaks inside the text
  }
  const [stanza] = Info.parse(read);
  if (stanza!.cipher === 'none') throw new Refusal('rule', 'backup.not_encrypted', { config: repository.config });
  const { code, message } = stanza!.status;
  if (!GOOD.has(code)) throw failed(code, message);
  return stanza!.backup;
}

/** Before the first backup: the repository learns which server it is of. Harmless afterwards. */
export async function makeStanza(repository: Repository): Promise<void> {
  await pgbackrest(repository, 'stanza-create');
}

/** Checkpoints that were published when backups began; the log of any later state reaches as far. */
export function publishedWith(backups: readonly RepositoryBackup[]): string[] {
  return backups.flatMap(({ annotation }) => {
    const kept = annotation?.[CHECKPOINT];
    return kept === undefined ? [] : [Buffer.from(kept, 'base64url').toString()];
  });
}

export type RepositoryOptions = {
  readonly full: boolean;
  /** Full backups that stay. */
  readonly keep?: number | undefined;
  readonly checkpoint: string | undefined;
};

/** A backup of the running server: what changed since the last one, or all. Answers what was made. @throws {Refusal} as {@link listRepository} */
export async function backUpToRepository(
  repository: Repository,
  { full, keep, checkpoint }: RepositoryOptions,
): Promise<RepositoryBackup> {
  await makeStanza(repository);
  await listRepository(repository);
  const note =
    checkpoint === undefined ? [] : [`--annotation=${CHECKPOINT}=${Buffer.from(checkpoint).toString('base64url')}`];
  const kept = keep === undefined ? [] : [`--repo1-retention-full=${keep}`];
  await pgbackrest(repository, 'backup', [`--type=${full ? 'full' : 'incr'}`, '--start-fast', ...note, ...kept]);
  return (await listRepository(repository)).at(-1)!;
}

/** Has the server hand over the segment that it is writing, and waits until it has arrived. */
export async function completeArchive(repository: Repository): Promise<void> {
  await pgbackrest(repository, 'check');
}

/**
 * Writes the files of a cluster, whose server is not running, and what it needs to recover: to a point in time, or as far as the archive
 * reaches. `isTrial` leaves the repository alone: what a trial writes is archived nowhere.
 */
export async function restoreFromRepository(
  repository: Repository,
  cluster: string,
  at: Date | undefined,
  isTrial = false,
): Promise<void> {
  const target = at
    ? ['--type=time', `--target=${at.toISOString().replace('T', ' ').replace('Z', '+00')}`, '--target-action=promote']
    : [];
  const trial = isTrial ? ['--archive-mode=off'] : [];
  await pgbackrest(repository, 'restore', [`--pg1-path=${cluster}`, '--delta', ...target, ...trial]);
}
