import { z } from 'zod';
import { contextOf } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { exportCompliance } from './compliance-commands.ts';
import type { PrivacyRouteDeps } from './shape.ts';

/** The compliance audit in one file, for whoever may take the journal out. */
export function complianceRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Zip = z.any().describe('application/zip');
  const exporting = { schema: { body: z.strictObject({}), response: { 201: Zip } } };
  http.post('/api/v1/privacy/exports', exporting, async (request, reply) => {
    const { name, bytes, sha256 } = await exportCompliance(await contextOf(request, deps), deps.law());
    return reply
      .code(201)
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-content-sha256', sha256)
      .send(bytes);
  });
}
