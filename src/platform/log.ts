/** One line on standard error: a sentence, and fields that carry no personal data. */
export type Log = (sentence: string, fields?: Readonly<Record<string, unknown>>) => void;

export const log: Log = (sentence, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), say: sentence, ...fields })}\n`);
};
