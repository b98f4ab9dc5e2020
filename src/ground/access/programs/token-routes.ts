import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { HttpApp } from '../../platform/http.ts';
import { MinuteLimit } from '../../platform/minute-limit.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import type { AccessDeps } from '../session-terms.ts';
import { baseOf } from './request-signature.ts';
import { type Credentials, issueToken } from './token-commands.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Tokens a minute from one address: each lives five. */
const TRIES_A_MINUTE = 120;
const schema = { hide: true };
const text = z.string().min(1).max(4_096);
const Form = z.object({
  grant_type: text.optional(),
  client_id: text.optional(),
  client_assertion_type: text.optional(),
  client_assertion: text.optional(),
});

const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', ' '));

/** Name and secret of the Basic scheme, each form-encoded before it was joined (RFC 6749 2.3.1). */
function basicOf(authorization: string | undefined): Credentials | undefined {
  const [, joined] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '') ?? [];
  const plain = Buffer.from(joined ?? '', 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  // What is not form-encoded holds a stray percent sign.
  if (colon < 1 || /%(?![0-9A-Fa-f]{2})/.test(plain)) return undefined;
  return { clientId: decoded(plain.slice(0, colon)), secret: decoded(plain.slice(colon + 1)) };
}

function credentialsOf(request: FastifyRequest, form: z.output<typeof Form>): Credentials | undefined {
  if (form.client_assertion === undefined) return basicOf(request.headers.authorization);
  if (form.client_assertion_type !== ASSERTION_TYPE) return undefined;
  const base = baseOf(request);
  const audiences = [base, `${base}/oauth/token`];
  return { clientId: form.client_id ?? '', assertion: form.client_assertion, audiences };
}

/** An error as RFC 6749 5.2 has it: clients of OAuth read no problem of RFC 9457. */
function failed(reply: FastifyReply, error: string): FastifyReply {
  if (error === 'invalid_client') reply.code(401).header('www-authenticate', 'Basic realm="zhengming"');
  else reply.code(400);
  return reply.send({ error });
}

/** Client credentials (RFC 6749 4.4): a key changes its secret or its signature for a token of five minutes; and what describes it. */
export async function tokenRoutes(http: HttpApp, deps: AccessDeps): Promise<void> {
  const mint = doorkeeperOf(deps).programs.mint;
  const limit = new MinuteLimit();

  http.get('/.well-known/oauth-authorization-server', { schema }, async (request) => {
    const issuer = baseOf(request);
    return {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      jwks_uri: `${issuer}/oauth/jwks`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA'],
    };
  });
  http.get('/oauth/jwks', { schema }, async () => ({ keys: [mint.jwk] }));

  await http.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 16_384 });
    scope.post('/oauth/token', { schema }, async (request, reply) => {
      limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'access.sign_in_too_often');
      const form = Form.safeParse(request.body ?? {});
      if (!form.success || form.data.grant_type === undefined) return failed(reply, 'invalid_request');
      if (form.data.grant_type !== 'client_credentials') return failed(reply, 'unsupported_grant_type');
      const given = credentialsOf(request, form.data);
      const issued = given && (await issueToken(deps, mint, given, baseOf(request)));
      if (!issued) return failed(reply, 'invalid_client');
      return reply.send({ access_token: issued.token, token_type: 'Bearer', expires_in: issued.seconds });
    });
  });
}
