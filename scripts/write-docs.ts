import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadMessages } from '../src/platform/messages.ts';
import { errorsPage, withSettings } from './docs-pages.ts';

const docs = path.resolve(import.meta.dirname, '../docs');
const operations = path.join(docs, 'operations.md');
writeFileSync(path.join(docs, 'errors.md'), errorsPage(await loadMessages()));
writeFileSync(operations, withSettings(readFileSync(operations, 'utf8')));
await import('./write-api-docs.ts');
