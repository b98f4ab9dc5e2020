import { Readable } from 'node:stream';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { storeFile, type Vault } from '../../ground/vault/index.ts';
import type { Upload } from './form-parts.ts';

/** Seals files that a party handed in with its points, and writes down which point each belongs to. */
export async function insertHandedIn(
  tx: Tx,
  vault: Vault,
  files: readonly { readonly upload: Upload; readonly number: number }[],
  about: {
    readonly caseId: string;
    readonly organPath: string;
    readonly accountId: string;
    readonly at: Date;
    readonly retainUntil: PlainDate;
  },
): Promise<void> {
  const { caseId: case_id, organPath: organ_path, accountId: handed_in_by, at: handed_in_at, retainUntil } = about;
  for (const { upload, number } of files) {
    const body = Readable.from([upload.bytes]);
    const kept = { organPath: organ_path, kind: 'attachment', name: upload.name, body, retainUntil } as const;
    const { id: file_id } = await storeFile(tx, vault, kept);
    const { mediaType: media_type } = upload;
    await tx
      .insertInto('procedure_files')
      .values({ case_id, number, file_id, media_type, handed_in_by, handed_in_at, organ_path })
      .execute();
  }
}
