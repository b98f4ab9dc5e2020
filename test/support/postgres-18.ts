/** PostgreSQL 18 from npm, for tests and drills of what a site may run (README): linux-x64 only, an optional dependency. */
import { createRequire } from 'node:module';
import type { Release } from '../../src/ground/platform/embedded-postgres.ts';

const POSTGRES_18: Release = { major: '18', package: 'postgres18-linux-x64' };

/** Whether the package is installed: npm leaves it out on other machines. */
export function hasPostgres18(): boolean {
  try {
    createRequire(import.meta.url).resolve(POSTGRES_18.package);
    return true;
  } catch {
    return false;
  }
}

/** The release of that major version; nothing for the one that the program brings. @throws {Error} any other than 17 and 18 */
export function releaseOf(major: string | undefined): Release | undefined {
  if (major === undefined || major === '17') return undefined;
  if (major === '18') return POSTGRES_18;
  throw new Error(`PostgreSQL 17 or 18, not ${major}`);
}
