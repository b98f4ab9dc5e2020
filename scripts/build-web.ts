// Builds the console when its sources are newer than the last build; otherwise does nothing, so that a start stays quick.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const built = path.join(root, 'dist/office/index.html');

/** Newest change among the sources and the locked libraries, in milliseconds. */
function newestSource(): number {
  // The console reads tables and sentences of the program too.
  const sources = globSync(['web/**/*', 'src/**/*.ts'], { cwd: root, exclude: (name) => name.endsWith('.test.ts') });
  return Math.max(...[...sources, 'package-lock.json'].map((file) => statSync(path.join(root, file)).mtimeMs));
}

function build(): number {
  if (!existsSync(path.join(root, 'web/office/index.html'))) return 0;
  if (existsSync(built) && statSync(built).mtimeMs >= newestSource()) return 0;
  process.stderr.write('正在构建工作台…… / Building the console…\n');
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  return status ?? 1;
}

process.exitCode = build();
