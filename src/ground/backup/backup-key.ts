import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * The keys of one backup folder, made from the master key and the folder's own salt; neither ever lies in the folder.
 * `naming` gives blocks their names: the same bytes have the same name, and without the key nobody can test a guess.
 */
export type BackupKeys = { readonly sealing: Buffer; readonly naming: KeyObject };

export function backupKeys(masterKey: Buffer, salt: Buffer): BackupKeys {
  const made = (use: string) => Buffer.from(hkdfSync('sha256', masterKey, salt, `zhengming backup ${use}`, 32));
  return { sealing: made('seal'), naming: createSecretKey(made('name')) };
}

export function blockName({ naming }: BackupKeys, bytes: Buffer): string {
  return createHmac('sha256', naming).update(bytes).digest('hex');
}
