import { expect, test } from 'vitest';
import { belongsToBackup, inCopyingOrder } from './cluster-files.ts';
import { standingOf } from './log-standing.ts';
import { lastWithoutGap, nextSegment, segmentsBetween } from './wal-segment.ts';

const BYTES = 16 * 2 ** 20;

test.each([
  ['000000010000000000000001', '000000010000000000000002'],
  ['0000000100000000000000FF', '000000010000000100000000'],
  ['00000002000000FF000000FF', '000000020000010000000000'],
])('after segment %s comes %s', (name, next) => {
  expect(nextSegment(name, BYTES)).toBe(next);
});

test('segments between two positions are those before the open one, of one timeline', () => {
  const [first, open] = ['0000000100000000000000FE', '000000010000000100000001'];
  const names = ['0000000100000000000000FE', '0000000100000000000000FF', '000000010000000100000000'];
  expect(segmentsBetween(first, open, BYTES)).toEqual(names);
  expect(segmentsBetween(first, first, BYTES)).toEqual([]);
  expect(segmentsBetween(first, '000000020000000100000001', BYTES)).toEqual([]);
});

test('a gap ends what can be restored', () => {
  const kept = new Set(['000000010000000000000001', '000000010000000000000002', '000000010000000000000004']);
  expect(lastWithoutGap(kept, '000000010000000000000001', BYTES)).toBe('000000010000000000000002');
  expect(lastWithoutGap(kept, '000000010000000000000003', BYTES)).toBeUndefined();
});

test.each([
  ['base/16384/2619', true],
  ['global/pg_control', true],
  ['pg_wal', true],
  ['pg_wal/000000010000000000000001', false],
  ['postmaster.pid', false],
  ['pg_replslot/zhengming_backup/state', false],
  ['base/pgsql_tmp/pgsql_tmp1.0', false],
  ['pg_xact/0000', true],
])('of a running cluster %s goes into a backup: %s', (at, expected) => {
  expect(belongsToBackup(at)).toBe(expected);
});

test('the control file is copied last', () => {
  expect(inCopyingOrder(['global/pg_control', 'base/2', 'base/1'])).toEqual(['base/1', 'base/2', 'global/pg_control']);
});

test('a restored log agrees with a published checkpoint, is older than it, or is another log', () => {
  const root = (fill: number) => Buffer.alloc(32, fill);
  const heads = [
    { size: 3, root: root(3) },
    { size: 8, root: root(8) },
  ];
  expect(standingOf(heads, { size: 3, root: root(3) })).toBe('agrees');
  expect(standingOf(heads, { size: 9, root: root(9) })).toBe('rolled_back');
  expect(standingOf(heads, { size: 8, root: root(7) })).toBe('differs');
  expect(standingOf(heads, { size: 5, root: root(5) })).toBe('differs');
});
