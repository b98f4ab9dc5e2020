import { errors, jwtVerify } from 'jose';
import type { Pools } from '../../platform/db.ts';
import { programKeyHash } from '../secret-code.ts';
import { TOKEN_SECONDS, type TokenMint } from './access-token.ts';
import { publicKeyOf } from './ed25519.ts';
import { keepNonce } from './nonce-store.ts';
import { findProgram, type Program, saveSecretUsed } from './program-key-store.ts';

/** How long an assertion that a program signs may be good. Seconds. */
const ASSERTION_SECONDS = 300;

/** How a program shows that it is itself: by its secret, or by what it signed with the key that is registered (RFC 7523). */
export type Credentials =
  | { readonly clientId: string; readonly secret: string }
  | { readonly clientId: string; readonly assertion: string; readonly audiences: readonly string[] };
type Surroundings = { readonly pools: Pools; readonly now: () => Date };

async function bySecret(
  { pools }: Surroundings,
  clientId: string,
  secret: string,
  at: Date,
): Promise<Program | undefined> {
  const hash = programKeyHash(secret);
  const program = hash && (await findProgram(pools.appPool, { secret: hash }, at));
  if (program?.keyId !== clientId) return undefined;
  await saveSecretUsed(pools.appPool, hash!, at);
  return program;
}

async function byAssertion(
  { pools }: Surroundings,
  { clientId, assertion, audiences }: Extract<Credentials, { assertion: string }>,
  at: Date,
): Promise<Program | undefined> {
  const program = await findProgram(pools.appPool, { keyId: clientId }, at);
  if (!program?.signingKey) return undefined;
  try {
    const { payload } = await jwtVerify(assertion, publicKeyOf(program.signingKey), {
      issuer: clientId,
      subject: clientId,
      audience: [...audiences],
      algorithms: ['EdDSA', 'Ed25519'],
      requiredClaims: ['exp', 'jti'],
      currentDate: at,
    });
    const until = new Date(payload.exp! * 1_000);
    const nonce = String(payload.jti);
    if (until.getTime() - at.getTime() > ASSERTION_SECONDS * 1_000 || !/^[\x21-\x7e]{8,128}$/.test(nonce))
      return undefined;
    return (await keepNonce(pools.appPool, { keyId: clientId, nonce, until }, at)) ? program : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** A token for a program (RFC 6749 4.4); undefined: it is not who it says, its key is over, or the assertion came before. */
export async function issueToken(
  around: Surroundings,
  mint: TokenMint,
  given: Credentials,
  issuer: string,
): Promise<{ token: string; seconds: number } | undefined> {
  const at = around.now();
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given.clientId);
  if (!isId) return undefined;
  const program =
    'secret' in given ? await bySecret(around, given.clientId, given.secret, at) : await byAssertion(around, given, at);
  return program && { token: await mint.issue(program.keyId, issuer, at), seconds: TOKEN_SECONDS };
}
