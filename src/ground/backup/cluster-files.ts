/**
 * What of a running cluster goes into a backup (PostgreSQL manual, "Making a Base Backup Using the Low Level API"): not the log
 * ahead, which is copied by itself, nor what belongs to this run of the server, nor the slots of this server.
 */
const CONTENTS_LEFT_OUT = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const FILES_LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'recovery.signal',
]);

/** `path` as it lies below the cluster, with slashes. */
export function belongsToBackup(path: string): boolean {
  const parts = path.split('/');
  if (parts.some((part) => part.startsWith('pgsql_tmp') || part.startsWith('pg_internal.init'))) return false;
  return parts.length === 1 ? !FILES_LEFT_OUT.has(path) : !CONTENTS_LEFT_OUT.has(parts[0]!);
}

/** The control file last: it must not be older than anything that was copied before it. */
export function inCopyingOrder(paths: readonly string[]): string[] {
  const isControl = (path: string) => path === 'global/pg_control';
  return [...paths].sort((a, b) => Number(isControl(a)) - Number(isControl(b)) || (a < b ? -1 : 1));
}
