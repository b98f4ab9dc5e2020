import v8 from 'node:v8';

/** A heap that has grown by a third is swept; V8 waits until it is twice to four times what it held. */
const OFTEN = 30;
/** V8's own measure. */
const AS_USUAL = 0;

let underWay = 0;

const growBy = (percent: number) => v8.setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * Works on a file with a heap that is swept often: what is read, checked and staged lives for a moment, and under a long file the heap
 * would grow to several times what it holds before anybody swept it. For all threads of the process, and as long as such work is under way:
 * sweeping so often costs the answers of checks a fifth of their processor time (docs/decisions/0012, 0972).
 */
export async function sweptOften<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  if (underWay === 1) growBy(OFTEN);
  try {
    return await work();
  } finally {
    underWay -= 1;
    if (underWay === 0) growBy(AS_USUAL);
  }
}
