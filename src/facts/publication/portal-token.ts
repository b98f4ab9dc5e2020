import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** How long the address of an organisation's page holds. Milliseconds. */
export const TOKEN_MS = 3_600_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHAPE = /^[A-Za-z0-9_-]{64}$/;

/** Key of the tokens, from the installation's master key: one secret to keep. */
export function tokenKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming portal pages', 32));
}

/**
 * An address that stands for one subject and tells nothing of it: encrypted, signed, over after {@link TOKEN_MS}. So neither code
 * nor name stands in a URL, and a shared link does not outlive what it showed. Asking twice in the same minute gives the same.
 */
export function tokenOf(subjectId: string, key: Buffer, now: Date): string {
  const content = Buffer.alloc(20);
  content.write(subjectId.replaceAll('-', ''), 0, 'hex');
  content.writeUInt32BE(Math.floor(now.getTime() / 60_000) + TOKEN_MS / 60_000, 16);
  // The vector follows from the content: never the same for two contents, and nothing here needs chance.
  const iv = createHmac('sha256', key).update(content).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The subject behind a token; undefined where it is not one of ours or its time is over. */
export function subjectOf(token: string, key: Buffer, now: Date): string | undefined {
  if (!SHAPE.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const content = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    if (content.readUInt32BE(16) * 60_000 < now.getTime()) return undefined;
    const hex = content.subarray(0, 16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  } catch {
    // Not signed by us: as if it had never been.
    return undefined;
  }
}
