const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = ['Windows', 'iPhone', 'iPad', 'Android', 'Mac OS X', 'HarmonyOS', 'Linux'] as const;

/** Browser and system as people know them, from what the browser says of itself; what says neither is shown as it stands. */
export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find(([sign]) => userAgent.includes(`${sign}/`));
  const system = SYSTEMS.find((name) => userAgent.includes(name));
  const known = [browser?.[1], system].filter((part) => part !== undefined);
  return known.length === 0 ? userAgent : known.join(' · ');
}
