import { z } from 'zod';
import { contextOf } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { type AnswerDeps, answerReceipt } from '../../ground/proof/index.ts';
import { getCheck } from './check-commands.ts';
import type { CheckRouteDeps } from './check-routes.ts';

/** GET /api/v1/checks/:id/receipt: the answer as it was given, signed, to be kept and checked anywhere without asking us. */
export function checkReceiptRoutes(http: HttpApp, deps: CheckRouteDeps & AnswerDeps): void {
  const Receipt = z.string().describe('docs/proof.md');
  const schema = { params: z.strictObject({ id: z.uuid() }), response: { 200: Receipt } };
  http.get('/api/v1/checks/:id/receipt', { schema }, async (request, reply) => {
    const { id } = request.params;
    const laws = { law: deps.law(), lawOf: deps.lawOf };
    const answer = await getCheck(await contextOf(request, deps), laws, id);
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${id}.zhengming-answer"`)
      .send(await answerReceipt(deps, 'check', answer));
  });
}
