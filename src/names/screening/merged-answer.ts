import type { Answer, Hit } from './screen.ts';

function isBefore(a: Hit, b: Hit): boolean {
  if (a.similarity !== b.similarity) return a.similarity > b.similarity;
  return a.id === b.id ? a.name < b.name : a.id < b.id;
}

/** One answer from those of the shares of a list, the first of which looked the code up: as if one had read them all. */
export function mergedAnswer(parts: readonly Answer[], top: number): Answer {
  const first = parts[0]!;
  const byCode = first.hits.filter((hit) => hit.class === 'same_code');
  const best = new Map<string, Hit>();
  for (const hit of parts.flatMap(({ hits }) => hits)) {
    if (hit.id === byCode[0]?.id) continue;
    const known = best.get(hit.id);
    if (known === undefined || isBefore(hit, known)) best.set(hit.id, hit);
  }
  const byName = [...best.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return { ...first, hits: [...byCode, ...byName].slice(0, top) };
}
