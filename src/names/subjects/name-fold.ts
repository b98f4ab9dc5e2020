const BRACKETS = /[（([【〔<《]/g;
const CLOSING = /[）)\]】〕>》]/g;
const NOISE = /[\s·•・.,，。、'"“”‘’\-—_]/g;

/**
 * What two spellings of one registered name share: width, case, kind of brackets, blanks and dots. Equal folds are the same
 * name written twice; anything further apart is for a person to judge.
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').toUpperCase().replace(BRACKETS, '(').replace(CLOSING, ')').replace(NOISE, '');
}
