// Who may import whom (docs/architecture.md). A file's suffix says its role; without one it decides, and stays pure.
// The wings of the house, from below: a room knows its own wing and those beneath, never one above.
const WINGS = ['ground', 'rules', 'names', 'facts', 'rights', 'together', 'office'];
const ROLES = '-(store|queries|commands|routes|jobs|cli|messages)[.]ts$|/index[.]ts$';
const DOMAIN = {
  path: '^src/([^/]+)/([^/]+)/',
  pathNot: ['^src/ground/(platform|audit|access|vault)/', '^src/office/demo/', ROLES],
};
// Identifiers are values that every module may parse and check, personal data what every module may look for in a text; they
// import no other module.
const VALUES = '^src/(rules/law|ground/kernel|names/subjects/identifiers|names/personal-data)/';
// Functions from value to value, parts of tables among them, which deciding files of other modules call: reached directly, since the door of their module
// also opens on stores. They themselves may import nothing but values (values-stay-values).
const FUNCTIONS =
  '^src/(ground/vault/mask|ground/reading/(cell|number-formats)|names/subjects/name-fold|facts/records/decision-facts|rights/procedures/step-shapes|rules/deadlines/duty(-shape)?)[.]ts$';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    { ...rule('no-module-cycles', { path: '^src/' }, { circular: true }), scope: 'folder' },
    // Libraries and Node's own modules are not forbidden here: what they bring in of clock, chance or disk, the tidy test finds.
    rule('domain-stays-pure', DOMAIN, {
      path: '^src/',
      pathNot: [VALUES, FUNCTIONS, '^src/$1/$2/'],
      dependencyTypesNot: ['type-only'],
    }),
    rule('domain-looks-inward', DOMAIN, {
      path: ROLES,
      pathNot: ['-messages[.]ts$', `${VALUES}index[.]ts$`],
      dependencyTypesNot: ['type-only'],
    }),
    rule(
      'values-stay-values',
      { path: FUNCTIONS },
      { path: '^src/', pathNot: VALUES, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'modules-meet-at-the-door',
      { path: '^src/([^/]+)/([^/]+)/' },
      {
        path: '^src/[^/]+/[^/]+/',
        // Sentences are read without the door: the console prints them, and must not take in what a server has.
        pathNot: [
          '^src/($1/$2|ground/(kernel|config|platform)|rules/law)/',
          FUNCTIONS,
          '-messages[.]ts$',
          '/index[.]ts$',
        ],
      },
    ),
    rule(
      'platform-knows-no-business',
      { path: '^src/ground/platform/' },
      { path: '^src/', pathNot: '^src/ground/(platform|kernel)/' },
    ),
    ...WINGS.slice(0, -1).map((wing, height) =>
      rule(
        `${wing}-knows-no-wing-above`,
        { path: `^src/${wing}/` },
        { path: `^src/(${WINGS.slice(height + 1).join('|')}|[^/]+[.]ts$)` },
      ),
    ),
    rule('a-room-stands-in-a-wing', {}, { path: `^src/(?!(${WINGS.join('|')})/)[^/]+/` }),
    rule('routes-go-through-commands', { path: '-routes[.]ts$' }, { path: '-store[.]ts$' }),
    rule(
      'screening-could-stand-alone',
      { path: '^src/names/screening/' },
      { path: '^(src|web)/', pathNot: '^src/names/screening/' },
    ),
    // Who checks a receipt must not have to trust the code that made it.
    rule('verifier-shares-no-code', { path: '^verifier/' }, { path: '^(src|web)/' }),
    rule('program-runs-without-console', { path: '^src/' }, { path: '^web/office/' }),
    // Tables of procedures and closed lists of codes are read by both; what acts or asks is reached by HTTP.
    // Every instant is told in the time in which the law counts, by one file; the others that know the library draw calendars.
    rule(
      'console-tells-time-once',
      { path: '^web/', pathNot: '^web/office/(ui/(beijing-time|day-input)|app/console)[.]tsx?$' },
      { path: 'node_modules/dayjs/' },
    ),
    rule(
      'console-speaks-by-http',
      { path: '^web/office/' },
      { path: ROLES, pathNot: '^web/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'kernel-imports-nothing-of-ours',
      { path: '^src/ground/kernel/' },
      { path: '^src/', pathNot: '^src/ground/kernel/' },
    ),
    rule(
      'only-stores-build-sql',
      { path: '^src/', pathNot: ['-(store|queries)[.]ts$', '^src/ground/platform/'] },
      { path: 'node_modules/kysely', dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    parser: 'swc', // TypeScript 7 is not yet supported by dependency-cruiser
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: '[.]test[.]ts$',
  },
};
