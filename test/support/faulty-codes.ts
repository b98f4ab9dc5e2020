import { settleQuarantine } from '../../src/facts/intake/index.ts';
import type { Vault } from '../../src/ground/vault/index.ts';
import { usccFor } from './identifiers.ts';
import { type PenaltyRow, penaltyRow } from './penalties.ts';
import type { TestBureau } from './publications.ts';

/** The code of that invented firm with its last character mistyped. */
export function codeWithSlip(serial: number): string {
  const code = usccFor('411100', '91', serial);
  return `${code.slice(0, 17)}${code.endsWith('X') ? 'Y' : 'X'}`;
}

/** A penalty under that code, which the reviewer lets in with its fault: a subject of its own. Answers number and id of the record. */
export async function sendWithFaultyCode(
  bureau: TestBureau,
  vault: Vault,
  serial: number,
  change: PenaltyRow,
): Promise<readonly [string, string]> {
  const number = `虚司罚决字〔2026〕第9${serial}号`;
  await bureau.send([penaltyRow(serial, { CF_XDR_SHXYM: codeWithSlip(serial), CF_WSH: number, ...change })]);
  const [waiting] = await bureau.asOwner<{ id: string }>(
    "select id from quarantine where kind = 'identifier_fault' order by opened_at desc, id desc limit 1",
  );
  const deps = { vault, law: bureau.law, spool: undefined as never };
  await settleQuarantine(bureau.reviewer, deps, waiting!.id, { outcome: 'accepted', reason: '来文单位坚持该代码在用' });
  const [record] = await bureau.asOwner<{ id: string }>('select id from records where document_number = $1', [number]);
  return [number, record!.id];
}
