/**
 * Adds to package-lock.json the optional platform packages that npm left out because they could not be had where the lock was
 * made. They are never fetched on a platform that they are not for, but without their entries `npm ci` refuses the lock. Run
 * after each change of dependencies: `node scripts/complete-lock.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Entry = {
  version?: string;
  dev?: true;
  license?: string;
  engines?: unknown;
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry & Record<string, unknown>> };

const FILE = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(FILE, 'utf8')) as Lock;
const added: string[] = [];

function platformOf(name: string) {
  const os = /(android|darwin|linux|win32)/.exec(name)?.[1];
  const cpu = name.includes('arm-gnueabihf') ? 'arm' : /-(arm64|x64|ia32|ppc64|s390x)\b/.exec(name)?.[1];
  const libc = os !== 'linux' ? undefined : name.includes('musl') ? 'musl' : name.includes('gnu') ? 'glibc' : undefined;
  return os && cpu ? { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) } : undefined;
}

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const known = lock.packages[`node_modules/${name}`] ?? lock.packages[`${place}/node_modules/${name}`];
    if (place === '' || known || !platform) continue;
    const { dev, license, engines } = entry;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(dev ? { dev } : {}),
      license,
      optional: true,
      engines,
    } as never;
    added.push(`${name}@${version}`);
  }
}
const order = ([a]: [string, unknown], [b]: [string, unknown]) =>
  a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en');
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(order));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stderr.write(`${added.length} entries added\n`);
