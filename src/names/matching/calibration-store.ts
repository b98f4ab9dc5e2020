import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Thresholds } from '../screening/index.ts';

/**
 * The thresholds that `screening calibrate` made for this installation, where its operator named their file.
 * @throws {Refusal} invalid `config.bad_value`: no such file, or not thresholds
 */
export async function calibratedThresholds(file: string | undefined): Promise<Thresholds | undefined> {
  if (file === undefined) return undefined;
  const { readThresholds, ScreeningRefusal } = await import('../screening/index.ts');
  try {
    return readThresholds(file);
  } catch (error) {
    if (!(error instanceof ScreeningRefusal)) throw error;
    throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_SCREENING_THRESHOLDS', reason: error.code });
  }
}
