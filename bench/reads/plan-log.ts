/** What the server's log tells of the statements that took long: how long, and of which tables how much they read. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

type Plan = {
  readonly 'Relation Name'?: string;
  readonly 'Node Type': string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
};
export type Statement = {
  readonly ms: number;
  readonly text: string;
  /** Of which tables it read many rows, by what, and how many. */
  readonly many: readonly string[];
  /** Those of them that it read from end to end. */
  readonly whole: readonly string[];
};

const ENTRY = /duration: (?<ms>[\d.]+) ms {2}plan:\n(?<plan>(?:\t.*\n)+)/g;
/** Shorter than this a statement's text tells enough. */
const TOLD = 400;

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

function readOf(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  return (plan['Actual Rows'] + removed) * plan['Actual Loops'];
}

const isFromEndToEnd = (plan: Plan) => plan['Index Cond'] === undefined && plan['Recheck Cond'] === undefined;

function statementOf(ms: number, json: string, large: number): Statement {
  const { 'Query Text': query, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: Plan };
  const many = nodesOf(plan).filter((node) => node['Relation Name'] !== undefined && readOf(node) >= large);
  const told = (node: Plan) => `${node['Relation Name']} ${node['Node Type']} ${readOf(node)}`;
  return {
    ms,
    text: query.replace(/\s+/g, ' ').slice(0, TOLD),
    many: many.map(told),
    whole: many.filter(isFromEndToEnd).map(told),
  };
}

/** The log of a server from where it stands now. */
export class PlanLog {
  readonly #file: string;
  readonly #large: number;
  #at = 0;

  /** `large`: of a table from which so many rows are read, a statement reads many. */
  constructor(file: string, large: number) {
    this.#file = file;
    this.#large = large;
  }

  /** What came since the last time. */
  take(): Statement[] {
    const file = openSync(this.#file, 'r');
    const { size } = fstatSync(file);
    if (size < this.#at) this.#at = 0; // the server was started anew
    const bytes = Buffer.alloc(size - this.#at);
    readSync(file, bytes, 0, bytes.length, this.#at);
    closeSync(file);
    this.#at = size;
    return [...bytes.toString().matchAll(ENTRY)].map(({ groups }) =>
      statementOf(Number(groups!.ms), groups!.plan!, this.#large),
    );
  }
}
