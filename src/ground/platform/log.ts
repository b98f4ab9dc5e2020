/** One line on standard error: a sentence, and fields that carry no personal data. */
export type Log = (sentence: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * JSON escapes line breaks and the first controls; the others that a terminal or a viewer obeys (C1 controls, breaks of lines and paragraphs,
 * marks of direction) it leaves as they are, and so would whoever forges a line.
 */
const OBEYED = /[\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const log: Log = (sentence, fields = {}) => {
  const line = JSON.stringify({ at: new Date().toISOString(), say: sentence, ...fields });
  process.stderr.write(`${line.replace(OBEYED, escaped)}\n`);
};
