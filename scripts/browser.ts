import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser of this machine: CHROME_PATH, else the first of the known names on PATH. */
export function findBrowser(environment: NodeJS.ProcessEnv): string | undefined {
  if (environment.CHROME_PATH) return runs(environment.CHROME_PATH) ? environment.CHROME_PATH : undefined;
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...PLACES].find(runs);
}

/** Debian's package, where we may install it. The lock may be held by another installation: wait for it. */
function installBrowser(): void {
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
}

/**
 * The browser for the tests, installed from Debian when run as root there.
 * @throws {Error} naming the package, where there is none and none can be installed
 */
export function browserForTests(): string {
  const found = findBrowser(process.env);
  if (found) return found;
  if (process.env.CHROME_PATH) throw new Error(`CHROME_PATH=${process.env.CHROME_PATH} 不能执行 / cannot be executed`);
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (mayInstall) {
    process.stderr.write('正在安装 chromium…… / Installing chromium…\n');
    installBrowser();
    const installed = findBrowser(process.env);
    if (installed) return installed;
  }
  throw new Error(
    '没有浏览器：请安装软件包 chromium（apt-get install chromium），或用 CHROME_PATH 指明 Chrome/Chromium 的位置。\n' +
      'No browser: install the package chromium (apt-get install chromium), or name Chrome or Chromium with CHROME_PATH.',
  );
}
