import { newId } from '../../ground/kernel/id.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Sealed } from './staged-row.ts';

/**
 * What is sealed of a row: personal values by field code, and by staging column all that a row in quarantine came to, or what
 * of another is not told yet (withheld-names.ts).
 */
export type SealedRow = {
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly content?: Readonly<Record<string, unknown>> | undefined;
};

/** Seals it under a salt of its own. */
export function seal(vault: Vault, value: SealedRow): Sealed {
  const id = newId();
  return { id, ...vault.sealAlone('row', id, Buffer.from(JSON.stringify(value))) };
}

/** Where there is anything to seal. */
export function sealIfAny(vault: Vault, value: SealedRow): Sealed | undefined {
  return value.fields || value.content ? seal(vault, value) : undefined;
}

export function openSealedRow(vault: Vault, { id, salt, keyId, bytes }: Sealed): SealedRow {
  return JSON.parse(vault.openWith({ scope: { id, salt }, kind: 'row', id }, keyId, bytes).toString()) as SealedRow;
}
