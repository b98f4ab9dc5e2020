import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IntakeDeps } from '../../src/facts/intake/index.ts';
import { Spool } from '../../src/ground/reading/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { TEST_NOW } from './actors.ts';
import type { TestDatabase } from './database.ts';
import { testLaw } from './law.ts';

/** What an intake works with, on a database of its own. */
export async function intakeDeps({ pools }: TestDatabase): Promise<IntakeDeps> {
  const vault = await Vault.open(pools, Buffer.alloc(32, 3), TEST_NOW);
  return { vault, law: testLaw(), spool: new Spool(mkdtempSync(path.join(tmpdir(), 'zhengming-spool-'))) };
}
