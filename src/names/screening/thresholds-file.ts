import { readFileSync } from 'node:fs';
import { ScreeningRefusal } from './refusal.ts';
import { areThresholds, type Thresholds } from './thresholds.ts';

/** Thresholds as `screening calibrate` wrote them. @throws {ScreeningRefusal} `screening.thresholds_unreadable` */
export function readThresholds(file: string): Thresholds {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (areThresholds(value)) return value;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'not_json';
    throw new ScreeningRefusal('screening.thresholds_unreadable', { reason: code });
  }
  throw new ScreeningRefusal('screening.thresholds_unreadable', { reason: 'shape' });
}
