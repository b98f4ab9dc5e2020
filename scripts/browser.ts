import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The one without a window of its own first: the same engine, for two thirds of the work. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Debian's, the first that its release has. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];
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

/**
 * What a browser of the tests is started with. A desk speaks UTF-8: where the machine names no locale, Chromium can neither send nor
 * save a file with a name in Han. And it has Chinese letters: ours come with the program, so that a bare machine shows no boxes, and
 * a page is as wide on one machine as on the next.
 */
export function browserEnvironment(): NodeJS.ProcessEnv {
  const root = path.resolve(import.meta.dirname, '..');
  const letters = path.join(root, 'node_modules/@expo-google-fonts/noto-sans-sc');
  const file = path.join(root, 'artifacts/fonts.conf');
  const ofTheMachine = '/etc/fonts/fonts.conf';
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${existsSync(ofTheMachine) ? `<include ignore_missing="yes">${ofTheMachine}</include>` : ''}
<dir>${letters}/400Regular</dir><dir>${letters}/700Bold</dir>
<alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias binding="strong"><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`,
  );
  return { ...process.env, LC_ALL: 'C.UTF-8', FONTCONFIG_FILE: file };
}

/** Debian's package, where we may install it. The lock may be held by another installation: wait for it. */
function installBrowser(): void {
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  const known = PACKAGES.find((name) => spawnSync('apt-cache', ['show', name]).status === 0) ?? PACKAGES[0]!;
  apt('install', '-y', '--no-install-recommends', known);
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
    process.stderr.write('正在安装浏览器…… / Installing the browser…\n');
    installBrowser();
    const installed = findBrowser(process.env);
    if (installed) return installed;
  }
  throw new Error(
    '没有浏览器：请安装软件包 chromium-headless-shell 或 chromium（apt-get install chromium-headless-shell），或用 CHROME_PATH 指明 Chrome/Chromium 的位置。\n' +
      'No browser: install the package chromium-headless-shell or chromium (apt-get install chromium-headless-shell), or name Chrome or Chromium with CHROME_PATH.',
  );
}
