import { z } from 'zod';
import { contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { CONSENT_KINDS, type ConsentKind, listConsents } from './consent-queries.ts';
import { MOST, type PrivacyRouteDeps } from './shape.ts';

const KINDS = Object.keys(CONSENT_KINDS) as [ConsentKind, ...ConsentKind[]];
const Line = z.object({
  kind: z.enum(KINDS),
  id: z.uuid(),
  givenAt: z.string(),
  until: z.string().nullable(),
  endedAt: z.string().nullable(),
  givenEntry: z.uuid().nullable(),
  endedEntry: z.uuid().nullable(),
  basis: z.array(z.string()).readonly(),
});

/** The register of consents and their withdrawals (同意和撤回): what rests on consent, since when, until when, with its proofs. */
export function consentRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Lines = z.object({ consents: z.array(Line) });
  http.get('/api/v1/privacy/consents', { schema: { response: { 200: Lines } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'privacy_consent', organPath: ctx.actor.organPath });
    const rows = await inContext(ctx.pools.app, workContext(ctx), (tx) => listConsents(tx, MOST));
    const consents = rows.map(({ givenAt, endedAt, ...row }) => ({
      ...row,
      givenAt: givenAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      basis: CONSENT_KINDS[row.kind],
    }));
    return { consents };
  });
}
