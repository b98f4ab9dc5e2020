import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROCEDURES } from '../src/all-procedures.ts';
import { loadMessages } from '../src/ground/platform/messages.ts';
import { loadLaw } from '../src/rules/law/index.ts';
import { errorsPage, withSettings } from './docs-pages.ts';
import { withProcedures } from './procedures-page.ts';
import { withWings } from './wings-picture.ts';

const docs = path.resolve(import.meta.dirname, '../docs');
const operations = path.join(docs, 'operations.md');
writeFileSync(path.join(docs, 'errors.md'), errorsPage(await loadMessages()));
writeFileSync(operations, withSettings(readFileSync(operations, 'utf8')));
const procedures = path.join(docs, 'procedures.md');
const tables = PROCEDURES.map(({ table }) => table);
writeFileSync(procedures, withProcedures(readFileSync(procedures, 'utf8'), tables, loadLaw()));
const architecture = path.join(docs, 'architecture.md');
writeFileSync(architecture, withWings(readFileSync(architecture, 'utf8'), path.resolve(docs, '..')));
await import('./write-api-docs.ts');
