import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';

/** The engine's build for Node is CommonJS only. */
export const cedar: typeof CedarModule = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

/** A rule of policies/*.cedar with what it says to people. */
export type Policy = {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  readonly says: { readonly zh: string; readonly en: string };
  /** The article it rests on; empty where the line is our own. */
  readonly article: string;
  /** Whether the article was read (law file, marks); `own` where the line is our own. */
  readonly mark: 'verified' | 'memory' | 'own';
  readonly text: string;
};

/** The order is that in which a refusal is told: separations before rights, each file from top to bottom. */
const FILES = [
  'separations.cedar',
  'rights.cedar',
  'rights-of-parties.cedar',
  'rights-of-the-party.cedar',
  'rights-of-duties.cedar',
] as const;
export const POLICY_SET = 'zhengming';
export const SCHEMA = 'zhengming';

const read = (file: string) => readFileSync(new URL(`./policies/${file}`, import.meta.url), 'utf8');
export const schemaText = read('schema.cedarschema');

function policyOf(text: string): Policy {
  const parsed = cedar.policyToJson(text);
  if (parsed.type === 'failure') throw new Error(`a policy cannot be read: ${parsed.errors[0]?.message}`);
  const { effect, annotations: { id, says_zh: zh, says_en: en, article, mark } = {} } = parsed.json;
  if (!id || !zh || !en || article === undefined || (mark !== 'verified' && mark !== 'memory' && mark !== 'own')) {
    throw new Error(`a policy lacks @id, @says_zh, @says_en, @article or @mark: ${text.slice(0, 80)}`);
  }
  return { id, effect, says: { zh, en }, article, mark, text };
}

function policiesOf(file: string): Policy[] {
  const text = read(file);
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') throw new Error(`${file}: ${parts.errors[0]?.message}`);
  return parts.policies.sort((a, b) => text.indexOf(a) - text.indexOf(b)).map(policyOf);
}

/** All policies by id, in the order in which they are told. */
export const POLICIES: ReadonlyMap<string, Policy> = new Map(
  FILES.flatMap(policiesOf).map((policy) => [policy.id, policy]),
);
export const policySet = { staticPolicies: Object.fromEntries([...POLICIES].map(([id, { text }]) => [id, text])) };

for (const answer of [cedar.preparsePolicySet(POLICY_SET, policySet), cedar.preparseSchema(SCHEMA, schemaText)]) {
  if (answer.type === 'failure') throw new Error(`the policies cannot be read: ${answer.errors[0]?.message}`);
}
