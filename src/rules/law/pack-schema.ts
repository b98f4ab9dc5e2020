import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Kind, Layer } from './pack.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackFile } from './pack-reader.ts';

type FileSchema = { 'x-layers'?: readonly Layer[]; 'x-province-level'?: readonly string[] };
const SCHEMA_URL = new URL('../../../law/schema/pack.schema.json', import.meta.url);
const SCHEMA = JSON.parse(readFileSync(SCHEMA_URL, 'utf8')) as { $id: string; $defs: Record<string, FileSchema> };

/** Kinds of pack file: the top-level key that marks each. */
const FILE_KEYS = Object.keys(SCHEMA.$defs)
  .filter((name) => name.endsWith('File'))
  .map((name) => name.slice(0, -'File'.length));

const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(SCHEMA);
const validators = new Map<string, ValidateFunction>();

function validatorOf(key: string): ValidateFunction {
  const known = validators.get(key) ?? ajv.compile({ $ref: `${SCHEMA.$id}#/$defs/${key}File` });
  validators.set(key, known);
  return known;
}

/** Which packs may hold this kind of rule, as the schema says it (`x-layers`). */
export function layersOf(kind: Kind): readonly Layer[] {
  return SCHEMA.$defs[`${kind}File`]?.['x-layers'] ?? [];
}

/** Levels one of which a province's own rule of this kind must rest on (国办发〔2020〕49号: a local regulation). */
export function provinceLevelsOf(kind: Kind): readonly string[] {
  return SCHEMA.$defs[`${kind}File`]?.['x-province-level'] ?? [];
}

/** The kind of file, by its top-level key: `periods`, `instrument`, `cases` … */
export function fileKey(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  return FILE_KEYS.find((key) => Object.hasOwn(content, key));
}

/** Everything that the JSON Schema finds wrong with a file, each with its line. */
export function schemaFaults({ path, content, lineOf }: PackFile): PackFault[] {
  const key = fileKey(content);
  if (key === undefined)
    return [{ file: path, line: 1, code: 'pack.unknown_kind', facts: { known: FILE_KEYS.join(' ') } }];
  const validate = validatorOf(key);
  if (validate(content)) return [];
  return (validate.errors ?? []).filter(isTelling).map((error) => {
    const where = pointer(error);
    return {
      file: path,
      line: lineOf(where),
      code: 'pack.shape',
      facts: { at: where.join('/'), fault: faultOf(error) },
    };
  });
}

/** `if`, `$ref` and the like only repeat what the inner error says. */
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== 'if' && keyword !== '$ref';
}

function pointer({ instancePath, params }: ErrorObject): (string | number)[] {
  const steps = instancePath.split('/').slice(1);
  const named = (params as { additionalProperty?: string }).additionalProperty;
  return (named === undefined ? steps : [...steps, named]).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function faultOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `one of ${(params as { allowedValues: unknown[] }).allowedValues.join(', ')}`;
  return message ?? keyword;
}
