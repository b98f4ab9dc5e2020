/** The code of a rule; a class is known by its regime and class, a contact by its organ. */
export function codeOf(rule: object): string {
  const { code, regime, class: severity, organ } = rule as Record<string, string | undefined>;
  return code ?? (regime === undefined ? String(organ) : `${regime}.${severity}`);
}
