/** The settings that can weaken a guard of an installation with real data. */
export const RELAXABLE = [
  'ZHENGMING_SECOND_FACTOR',
  'ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE',
  'ZHENGMING_WITNESSES',
  'ZHENGMING_LOG_SM2_KEY_FILE',
] as const;
export type Relaxable = (typeof RELAXABLE)[number];
/** Of these what is missing weakens: it is told of, and a second person answers for it, but nothing can stand in for it. */
const OF_THE_LOG: ReadonlySet<Relaxable> = new Set(['ZHENGMING_WITNESSES', 'ZHENGMING_LOG_SM2_KEY_FILE']);
export const isOfTheLog = (key: Relaxable) => OF_THE_LOG.has(key);

/** A setting of the operator that is weaker than the strict one (放宽设置), by its key and value as they were set. */
export type Relaxation = { readonly key: Relaxable; readonly value: string };

/** What the operator set, as far as it can weaken. */
export type Guarded = {
  readonly demonstration: boolean;
  readonly secondFactor: 'required' | 'optional' | undefined;
  readonly publicQuestionsAMinute: number;
  readonly witnesses?: string | undefined;
  readonly logSm2KeyFile?: string | undefined;
};
/** Who cosigned the log of late, and whether it was signed by SM2 as well. */
export type LogOfLate = { readonly witnesses: readonly string[]; readonly sm2: boolean };
type InForce = Pick<Guarded, 'secondFactor' | 'publicQuestionsAMinute'>;

/** The most that the public may ask where nobody agreed to more; the default of that setting. */
const STRICT_QUESTIONS_A_MINUTE = 3_000;

/** What of the settings is weaker than the strict ones. A demonstration has nothing to guard. */
export function relaxationsOf({ demonstration, secondFactor, publicQuestionsAMinute }: Guarded): readonly Relaxation[] {
  if (demonstration) return [];
  const found: Relaxation[] = [];
  if (secondFactor === 'optional') found.push({ key: 'ZHENGMING_SECOND_FACTOR', value: secondFactor });
  if (publicQuestionsAMinute > STRICT_QUESTIONS_A_MINUTE) {
    found.push({ key: 'ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE', value: String(publicQuestionsAMinute) });
  }
  return found;
}

/** What made the log stronger and is set no more: a witness by its name, the second signature. */
export function missingFrom(given: Guarded, { witnesses, sm2 }: LogOfLate): readonly Relaxation[] {
  if (given.demonstration) return [];
  const named = new Set(given.witnesses?.split(',').map((one) => one.trim().split('+')[0]));
  const gone = witnesses.filter((name) => !named.has(name));
  const missing: Relaxation[] = gone.map((name) => ({ key: 'ZHENGMING_WITNESSES', value: `-${name}` }));
  if (sm2 && given.logSm2KeyFile === undefined) missing.push({ key: 'ZHENGMING_LOG_SM2_KEY_FILE', value: '-' });
  return missing;
}

/** What the log is known to have had by what was found missing. */
export function hadBy(missing: readonly Relaxation[]): LogOfLate {
  const witnesses = missing.filter(({ key }) => key === 'ZHENGMING_WITNESSES').map(({ value }) => value.slice(1));
  return { witnesses, sm2: missing.some(({ key }) => key === 'ZHENGMING_LOG_SM2_KEY_FILE') };
}

export const isSame = (one: Relaxation, other: Relaxation) => one.key === other.key && one.value === other.value;

/** The settings that count: as they were set, save for what weakens and was not confirmed. */
export function settingsInForce(given: Guarded, confirmed: readonly Relaxation[]): InForce {
  const strict = relaxationsOf(given).filter((each) => !confirmed.some((one) => isSame(one, each)));
  const isStrict = (key: Relaxable) => strict.some((each) => each.key === key);
  return {
    secondFactor: isStrict('ZHENGMING_SECOND_FACTOR') ? 'required' : given.secondFactor,
    publicQuestionsAMinute: isStrict('ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE')
      ? STRICT_QUESTIONS_A_MINUTE
      : given.publicQuestionsAMinute,
  };
}
