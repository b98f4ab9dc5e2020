// With pgBackRest itself: test/drills/pgbackrest.ts. Here a program of that name tells what it was called with, and what it is told to say.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backUpToRepository, listRepository, publishedWith, restoreFromRepository } from './pgbackrest-commands.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-pgbackrest-'));
afterAll(() => rmSync(folder, { recursive: true }));
const repository = { config: '/etc/pgbackrest.conf', stanza: 'zhengming' };
const NOTE = 'log.invalid/test\n7\nAAAA\n';

/** What `info` says: a repository with a backup that carries a checkpoint. */
const info = (cipher = 'aes-256-cbc', code = 0) =>
  JSON.stringify([
    {
      cipher,
      status: { code, message: code === 0 ? 'ok' : 'no valid key' },
      backup: [
        {
          label: '20260309-020000F',
          type: 'full',
          timestamp: { start: 1, stop: 2 },
          annotation: { 'zhengming-checkpoint': Buffer.from(NOTE).toString('base64url') },
          info: { size: 10, repository: { delta: 5 } },
        },
      ],
    },
  ]);

function stand(said: string, exit = 0): void {
  writeFileSync(path.join(folder, 'said'), said);
  writeFileSync(
    path.join(folder, 'pgbackrest'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> ${folder}/called\ncat ${folder}/said\necho 'no space' >&2\nexit ${exit}\n`,
  );
  chmodSync(path.join(folder, 'pgbackrest'), 0o755);
}
const called = () => readFileSync(path.join(folder, 'called'), 'utf8').trim().split('\n');

beforeEach(() => {
  rmSync(path.join(folder, 'called'), { force: true });
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(() => vi.unstubAllEnvs());

test('a backup of a PostgreSQL of one’s own carries the checkpoint that was published when it began', async () => {
  stand(info());
  const made = await backUpToRepository(repository, { full: false, keep: 2, checkpoint: NOTE });
  expect(made.label).toBe('20260309-020000F');
  expect(publishedWith(await listRepository(repository))).toEqual([NOTE]);
  const backup = called().find((line) => line.endsWith(' backup'));
  expect(backup).toContain('--config=/etc/pgbackrest.conf --stanza=zhengming');
  expect(backup).toContain(
    `--type=incr --start-fast --annotation=zhengming-checkpoint=${Buffer.from(NOTE).toString('base64url')}`,
  );
  expect(backup).toContain('--repo1-retention-full=2');
});

test('a repository in the open is refused before anything is written into it, and one that does not open is told', async () => {
  stand(info('none'));
  const options = { full: true, checkpoint: undefined };
  await expect(backUpToRepository(repository, options)).rejects.toMatchObject({ code: 'backup.not_encrypted' });
  expect(called().filter((line) => line.endsWith(' backup'))).toEqual([]);
  stand(info('aes-256-cbc', 99));
  await expect(listRepository(repository)).rejects.toMatchObject({ code: 'backup.pgbackrest_failed' });
});

test('a restore is to the instant that was asked for, and one for trial leaves the archive alone', async () => {
  stand('');
  await restoreFromRepository(repository, '/srv/main', new Date('2026-03-09T10:00:00+08:00'));
  await restoreFromRepository(repository, '/srv/trial', undefined, true);
  const [then, trial] = called();
  expect(then).toContain(
    '--pg1-path=/srv/main --delta --type=time --target=2026-03-09 02:00:00.000+00 --target-action=promote',
  );
  expect(then).not.toContain('--archive-mode');
  expect(trial).toContain('--pg1-path=/srv/trial --delta --archive-mode=off');
});

test('what pgBackRest says is told, and where it is not installed the package is named', async () => {
  stand('', 38);
  await expect(restoreFromRepository(repository, '/srv/main', undefined)).rejects.toMatchObject({
    code: 'backup.pgbackrest_failed',
    facts: { command: 'restore', exit: 38, said: 'no space' },
  });
  vi.stubEnv('PATH', '/nowhere');
  await expect(listRepository(repository)).rejects.toMatchObject({ code: 'backup.pgbackrest_missing' });
});
