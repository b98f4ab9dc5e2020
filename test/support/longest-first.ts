import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * A browser's journeys, then what starts programs and clusters, then the rest by size: whatever takes longest begins first, so that no
 * worker waits for another's last file.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = new Map(files.map(({ moduleId }) => [moduleId, weightOf(moduleId)]));
    return [...files].sort((a, b) => weight.get(b.moduleId)! - weight.get(a.moduleId)!);
  }
}

const MORE_THAN_ANY_FILE = 1_000_000;
const LONG = [/[/]ground[/](backup|proof[/]verify)[/]/, /[/]test[/](?!journeys)/, /[/]test[/]journeys[/]/];

function weightOf(file: string): number {
  return (1 + LONG.findIndex((kind) => kind.test(file))) * MORE_THAN_ANY_FILE + statSync(file).size;
}
