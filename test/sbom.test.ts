import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
type Locked = { readonly name?: string; readonly version: string; readonly dev?: boolean; readonly link?: boolean };

test('npm run sbom lists every locked package that runs, with its version', () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(status).toBe(0);
  const bom = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string }[];
  };
  expect(bom.bomFormat).toBe('CycloneDX');
  const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const running = Object.entries(packages).filter(([place, { dev, link }]) => place !== '' && !dev && !link);
  expect(running.length).toBeGreaterThan(200);
  const missing = running.filter(([place, { name, version }]) => {
    const alias = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return ![alias, name].some((known) => known !== undefined && listed.has(`${known}@${version}`));
  });
  expect(missing.map(([place]) => place)).toEqual([]);
}, 60_000);
