import pg from 'pg';

/** Copies have version 8; what the demonstration made of these kinds has not. */
const OWN = "substr(id::text, 15, 1) <> '8'";
/** Which object an address names, by what stands before its id. */
const KINDS: Readonly<Record<string, string>> = {
  records: `select record_id as id from procedure_cases where ${OWN}`,
  'publications/queue': `select record_id as id from procedure_cases where ${OWN}`,
  cases: `select id from procedure_cases where ${OWN}`,
  determinations: `select id from procedure_cases where ${OWN}`,
  batches: `select id from batches where ${OWN}`,
  documents: `select id from case_documents where ${OWN}`,
  checks: `select id from check_uses where ${OWN}`,
  journal: `select id from journal where ${OWN} and organ_path = '1.'`,
  'program-keys': 'select id from program_keys',
  'law/editions': 'select id from law_editions',
};

/** One object of each kind, of the demonstration itself. */
export async function objectsOf(url: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = new Map<string, string>();
    for (const [kind, statement] of Object.entries(KINDS)) {
      const { rows } = await client.query<{ id: string }>(`${statement} limit 1`);
      if (rows[0]) found.set(kind, rows[0].id);
    }
    return found;
  } finally {
    await client.end();
  }
}
