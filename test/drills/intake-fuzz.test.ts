import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { FuzzReport } from './intake-fuzz.ts';

/** In a process of its own, whose memory holds nothing else. */
async function fuzz(files: number, seed: number): Promise<FuzzReport> {
  const drill = path.join(import.meta.dirname, 'intake-fuzz.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [drill, String(files), String(seed)]).catch(
    (failed: Error & { stdout: string }) => {
      if (failed.stdout === '') throw failed;
      return failed;
    },
  );
  return JSON.parse(stdout) as FuzzReport;
}

test('spoiled files end in rows or in a clear refusal: no crash, no hang, memory bounded', async () => {
  const report = await fuzz(150, 20_261_124);
  expect(report.failures).toEqual([]);
  expect(report.read).toBeGreaterThan(10);
  expect(Object.keys(report.refused).length).toBeGreaterThan(5);
}, 240_000);
