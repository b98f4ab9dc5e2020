import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type CatalogueObject, printCatalogue, readCatalogue } from './catalogue.ts';

const FOLDER = new URL('../../../../migrations/', import.meta.url);
const FILE = new URL('catalogue.txt', FOLDER);

/** Every migration of this release, by its name and the digest of its text. */
export function listReleaseMigrations(): CatalogueObject[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      kind: 'migration',
      name: file.replace(/[.]sql$/, ''),
      digest: createHash('sha256')
        .update(readFileSync(new URL(file, FOLDER)))
        .digest('hex')
        .slice(0, 32),
    }));
}

/**
 * What the migrations of this release make of an empty database. It comes with the program and rests on no database: scripts/write-catalogue.ts
 * makes it, src/ground/proof/catalogue/catalogue.test.ts compares.
 */
export const expectedCatalogue = (): CatalogueObject[] => readCatalogue(readFileSync(FILE, 'utf8'));

export const writeCatalogue = (objects: readonly CatalogueObject[]): void =>
  writeFileSync(FILE, printCatalogue(objects));
