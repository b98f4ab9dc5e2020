/**
 * What the passwords that everybody tries first are made of: the words of lists of leaked ones that are long enough for ours, and what
 * somebody at a bureau here would think of. A list of the passwords themselves would know neither `Password@2026` nor `luohe123456!`.
 */
const WORDS =
  `administrator password passw0rd p@ssw0rd p@ssword welcome letmein iloveyou sunshine princess football baseball superman batman
  dragon monkey shadow master trustno1 changeme default secret system manager security auditor clerk reviewer counter publisher
  zhengming xinyong sifaju sifating luohe henan zhongguo beijing woaini mima admin guest login hello test user root china love
  woshi 5201314 1314520 1314 520 666 888`
    .split(/\s+/)
    .toSorted((one, other) => other.length - one.length);

/** Rows and columns of the keyboard, the alphabet, the digits: three signs in a row of one of them, either way, are a run. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()',
].flatMap((row) => [row, [...row].reverse().join('')]);
const LEAST_RUN = 3;

/** The signs of a text without its runs, each as long as it goes; a sign repeated is a run too. */
function withoutRuns(text: string): string {
  const isRun = (part: string) => new Set(part).size === 1 || ROWS.some((row) => row.includes(part));
  let kept = '';
  for (let at = 0; at < text.length; ) {
    let end = at + LEAST_RUN;
    if (end > text.length || !isRun(text.slice(at, end))) {
      kept += text[at];
      at += 1;
      continue;
    }
    while (end < text.length && isRun(text.slice(at, end + 1))) end += 1;
    at = end;
  }
  return kept;
}

/** How many signs must be somebody's own. */
const OWN_SIGNS = 6;

/** Whether a password is made of such words, runs and years, with little of its own: among the first that anybody tries (ASVS 5.0 V6.2). */
export function isCommon(password: string): boolean {
  let rest = password.normalize('NFKC').toLowerCase();
  for (const word of WORDS) rest = rest.replaceAll(word, ' ');
  rest = withoutRuns(rest.replace(/(?:19|20)\d\d/g, ' '));
  return [...rest.replace(/\s/g, '')].length < OWN_SIGNS;
}
