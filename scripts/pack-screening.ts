/**
 * Makes the package of the screening library as it would be published: compiled, with its types, tables, licence and README.
 *
 *     node scripts/pack-screening.ts FOLDER
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder that is to hold the package');

const root = path.join(import.meta.dirname, '..');
const library = path.join(root, 'src/names/screening');
const compiler = path.join(root, 'node_modules/.bin/tsc');
execFileSync(compiler, ['-p', path.join(library, 'tsconfig.package.json'), '--outDir', path.resolve(folder)], {
  stdio: 'inherit',
});
for (const name of ['data', 'package.json', 'README.md']) {
  cpSync(path.join(library, name), path.join(folder, name), { recursive: true });
}
for (const name of ['LICENSE', 'NOTICE']) cpSync(path.join(root, name), path.join(folder, name));
