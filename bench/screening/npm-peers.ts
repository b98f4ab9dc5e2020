/**
 * Search engines from npm on the same names and questions: `node bench/screening/npm-peers.ts [names] [questions] [questions to a
 * peer]`. Indexes are given pairs of neighbouring characters of folded names: none cuts Chinese into anything better by itself.
 */
import { Index as FlexSearch } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { fold } from '../../src/names/screening/fold.ts';
import { buildSegment } from '../../src/names/screening/screening-list.ts';
import { Searcher } from '../../src/names/screening/search.ts';
import { engineTables } from './engine-tables.ts';
import { type Best, qualityOf } from './quality.ts';
import { questionSet } from './question-set.ts';

const [names = 100_000, asked = 1_000, peerAsked = 100] = process.argv.slice(2).map(Number);
const set = questionSet(engineTables(), names, asked, 1);

type Ask = (text: string) => Best;
type Peer = { readonly name: string; readonly build: () => Ask };

function pairsOf(text: string): string[] {
  const folded = fold(text);
  return Array.from({ length: Math.max(1, folded.length - 1) }, (_, i) => folded.slice(i, i + 2));
}

const engine: Peer = {
  name: 'zhengming',
  build: () => {
    const segment = buildSegment(set.names.map((name, i) => ({ id: String(i), name })));
    const searcher = new Searcher([{ segment, dead: undefined }]);
    return (text) => {
      const [hit] = searcher.search(text, 5);
      return hit && { id: Number(hit.id), score: hit.similarity };
    };
  },
};

/** It ranks and has no score: that nothing is alike it cannot say. */
const flexsearch: Peer = {
  name: 'flexsearch',
  build: () => {
    const index = new FlexSearch({ tokenize: 'strict', encode: pairsOf });
    set.names.forEach((name, i) => {
      index.add(i, name);
    });
    return (text) => {
      const [id] = index.search(text, { limit: 5, suggest: true });
      return id === undefined ? undefined : { id: Number(id), score: 1 };
    };
  },
};

const minisearch: Peer = {
  name: 'minisearch',
  build: () => {
    const index = new MiniSearch({ fields: ['name'], tokenize: pairsOf });
    index.addAll(set.names.map((name, id) => ({ id, name })));
    return (text) => {
      const [hit] = index.search(text);
      return hit && { id: hit.id as number, score: hit.score };
    };
  },
};

/** It has no index and looks at every name: at a million a question takes seconds. */
const fuse: Peer = {
  name: 'fuse.js',
  build: () => {
    const list = new Fuse(set.names.map(fold), { includeScore: true, threshold: 0.6, ignoreLocation: true });
    return (text) => {
      const [hit] = list.search(fold(text), { limit: 1 });
      return hit && { id: hit.refIndex, score: 1 - hit.score! };
    };
  },
};
const SCANNED = 20_000;
const peers = names > SCANNED ? [flexsearch, minisearch] : [flexsearch, minisearch, fuse];

/** Rates by processor time: this process alone is measured, and other work on the machine changes it less. */
function measure({ name, build }: Peer, count: number): number {
  const began = performance.now();
  const ask = build();
  const buildSeconds = (performance.now() - began) / 1000;
  const some = { names: set.names, questions: set.questions.slice(0, 2 * count) };
  for (const { text } of some.questions.slice(0, count)) ask(text);
  const milliseconds: number[] = [];
  const before = process.cpuUsage();
  const best = some.questions.map(({ text }) => {
    const from = performance.now();
    const found = ask(text);
    milliseconds.push(performance.now() - from);
    return found;
  });
  const { user, system } = process.cpuUsage(before);
  const aSecond = some.questions.length / ((user + system) / 1e6);
  const quality = qualityOf(some, best);
  const at = (share: number) => milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length * share)]!;
  console.log(
    `${name}: ${aSecond.toFixed(1)} queries a processor second, p50 ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms; build ${buildSeconds.toFixed(1)} s; recall@1 ${quality.recallAt1.toFixed(3)}, kept at 1 % ${quality.keptAt1Percent.toFixed(3)}`,
  );
  return aSecond;
}

console.log(`${names} names, ${set.questions.length} questions, ${2 * peerAsked} to each peer`);
const own = measure(engine, asked);
for (const peer of peers) {
  const theirs = measure(peer, peerAsked);
  console.log(`${peer.name}: the engine answers ${(own / theirs).toFixed(0)} times as many`);
}
