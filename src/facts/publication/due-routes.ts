import { z } from 'zod';
import { contextOf } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { shownDuty } from '../../rules/deadlines/index.ts';
import { listWithdrawalsDue } from './queue-queries.ts';
import { type PublicationRouteDeps, readers } from './queue-routes.ts';
import { listRecordsOf } from './record-queries.ts';
import { DutyShape, Lines, lines, RecordShape, shownRecord } from './record-shape.ts';
import { inReading, termDuty, withdrawalDuty } from './review-queries.ts';
import { listProposals } from './term-queries.ts';

const Due = z.object({
  today: z.string(),
  rows: z.array(RecordShape.extend({ publicationId: z.uuid(), duty: DutyShape })),
});
const Proposals = z.object({
  today: z.string(),
  rows: z.array(
    RecordShape.extend({
      publicationId: z.uuid(),
      lastDay: z.string(),
      proposedDay: z.string(),
      why: Lines,
      duty: DutyShape,
    }),
  ),
});

/** What is public and waits for a person: to be withdrawn with a public reason, or to end later than was told. */
export function dueRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  http.get('/api/v1/publications/withdrawals/due', { schema: { response: { 200: Due } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    readers(ctx);
    const today = chinaDate(deps.now());
    const records = await inReading(ctx, (tx) => listWithdrawalsDue(tx, today));
    return {
      today,
      rows: records.map((record) => ({
        ...shownRecord(record, today),
        publicationId: record.publication!.id,
        duty: shownDuty(withdrawalDuty(record, deps.law(), today)),
      })),
    };
  });

  http.get('/api/v1/publications/terms/proposals', { schema: { response: { 200: Proposals } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    readers(ctx);
    const today = chinaDate(deps.now());
    return inReading(ctx, async (tx) => {
      const proposals = await listProposals(tx, today);
      const records = await listRecordsOf(
        tx,
        proposals.map(({ publicationId }) => publicationId),
      );
      const found = new Map(records.map((record) => [record.publication?.id, record]));
      const rows = proposals.flatMap(({ publicationId, lastDay, derivation }) => {
        const record = found.get(publicationId);
        if (!record?.publication) return [];
        const duty = termDuty(record.publication, deps.law(), today);
        const told = { lastDay: record.publication.lastDay, proposedDay: lastDay, why: lines(derivation), duty };
        return [{ ...shownRecord(record, today), publicationId, ...told }];
      });
      return { today, rows };
    });
  });
}
