import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Derivation, ServiceChannel } from '../../rules/law/index.ts';
import type { ServiceEvent } from './service-tables.ts';

export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };
const entered = ({ accountId, at, organPath }: By) =>
  ({ entered_by: accountId, entered_kind: 'person', entered_at: at, organ_path: organPath }) as const;

export async function insertConsent(
  tx: Tx,
  given: {
    readonly id: string;
    readonly subjectId: string;
    readonly on: PlainDate;
    readonly fileId: string;
    readonly sha256: Buffer;
  },
  by: By,
): Promise<void> {
  const { id, subjectId: subject_id, on: given_on, fileId: form_file, sha256: form_sha256 } = given;
  await tx
    .insertInto('service_consents')
    .values({ id, subject_id, given_on, form_file, form_sha256, ...entered(by) })
    .execute();
}

export async function insertConsentEnd(
  tx: Tx,
  consentId: string,
  on: PlainDate,
  by: By,
  enteredKind: 'person' | 'party',
): Promise<void> {
  await tx
    .insertInto('service_consent_ends')
    .values({ consent_id: consentId, ended_on: on, ...entered(by), entered_kind: enteredKind })
    .execute();
}

export async function insertService(
  tx: Tx,
  begun: {
    readonly id: string;
    readonly caseId: string;
    readonly channel: ServiceChannel;
    readonly begunOn: PlainDate;
    readonly consentId: string | null;
    readonly lost: boolean;
    readonly whyId: string | null;
    readonly recipientId: string;
    readonly basis: readonly string[];
    readonly edition: string;
    readonly documents: readonly { readonly id: string; readonly paperSha256: string }[];
  },
  { accountId, at, organPath: organ_path }: By,
): Promise<void> {
  const { id, caseId, channel, begunOn, consentId, lost, whyId, recipientId, basis, edition, documents } = begun;
  await tx
    .insertInto('services')
    .values({
      id,
      case_id: caseId,
      channel,
      begun_on: begunOn,
      consent_id: consentId,
      lost,
      why_id: whyId,
      recipient_id: recipientId,
      basis: [...basis],
      edition,
      begun_by: accountId,
      begun_kind: 'person',
      begun_at: at,
      organ_path,
    })
    .execute();
  const rows = documents.map((one) => ({
    service_id: id,
    document_id: one.id,
    paper_sha256: Buffer.from(one.paperSha256, 'hex'),
    organ_path,
  }));
  await tx.insertInto('service_documents').values(rows).execute();
}

export async function insertEvent(
  tx: Tx,
  noted: {
    readonly serviceId: string;
    readonly number: number;
    readonly what: ServiceEvent;
    readonly on: PlainDate;
    readonly witnessed: boolean;
    readonly noteId: string | null;
    readonly file: { readonly id: string; readonly sha256: Buffer } | null;
  },
  { accountId, at, organPath }: By,
): Promise<void> {
  const { serviceId, number, what, on, witnessed, noteId, file } = noted;
  await tx
    .insertInto('service_events')
    .values({
      service_id: serviceId,
      number,
      what,
      happened_on: on,
      witnessed,
      note_id: noteId,
      file_id: file?.id ?? null,
      file_sha256: file?.sha256 ?? null,
      noted_by: accountId,
      noted_kind: 'person',
      noted_at: at,
      organ_path: organPath,
    })
    .execute();
}

export async function insertOutcome(
  tx: Tx,
  outcome: {
    readonly serviceId: string;
    readonly servedOn: PlainDate;
    readonly receiptSha256: string;
    readonly derivation: Derivation;
    readonly edition: string;
  },
  { accountId, at, organPath }: By,
): Promise<void> {
  const { serviceId, servedOn, receiptSha256, derivation, edition } = outcome;
  await tx
    .insertInto('service_outcomes')
    .values({
      service_id: serviceId,
      served_on: servedOn,
      receipt_sha256: Buffer.from(receiptSha256, 'hex'),
      derivation: JSON.stringify(derivation),
      edition,
      concluded_by: accountId,
      concluded_at: at,
      organ_path: organPath,
    })
    .execute();
}
