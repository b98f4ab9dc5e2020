import type { Relation } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    interest_declarations: {
      id: string;
      account_id: string;
      account_kind: 'person';
      subject_id: string;
      relation: Relation;
      organ_path: string;
      declared_at: Date;
    };
  }
}

export type Declaration = {
  readonly id: string;
  readonly accountId: string;
  readonly subjectId: string;
  readonly relation: Relation;
  readonly organPath: string;
  readonly declaredAt: Date;
};

/** Declared twice is declared once. @throws {Refusal} absent `audit.subject_absent` */
export async function insertDeclaration(tx: Tx, declaration: Declaration): Promise<void> {
  const { id, accountId: account_id, subjectId: subject_id, relation, organPath: organ_path } = declaration;
  const row = { id, account_id, account_kind: 'person', subject_id, relation, organ_path } as const;
  try {
    await tx
      .insertInto('interest_declarations')
      .values({ ...row, declared_at: declaration.declaredAt })
      .onConflict((conflict) => conflict.columns(['account_id', 'subject_id', 'relation']).doNothing())
      .execute();
  } catch (error) {
    if ((error as { code?: string }).code === '23503') throw new Refusal('absent', 'audit.subject_absent');
    throw error;
  }
}
