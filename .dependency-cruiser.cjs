// Who may import whom (docs/architecture.md). A file's suffix says its role; without one it decides, and stays pure.
const ROLES = '-(store|queries|commands|routes|jobs|cli|messages)[.]ts$|/index[.]ts$';
const DOMAIN = { path: '^src/([^/]+)/', pathNot: ['^src/(platform|audit|access|vault|demo)/', ROLES] };
// Identifiers are values that every module may parse and check; they import no other module.
const VALUES = '^src/(law|kernel|subjects/identifiers)/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    { ...rule('no-module-cycles', { path: '^src/' }, { circular: true }), scope: 'folder' },
    // Libraries and Node's own modules are not forbidden here: what they bring in of clock, chance or disk, the tidy test finds.
    rule('domain-stays-pure', DOMAIN, {
      path: '^src/',
      pathNot: [VALUES, '^src/$1/'],
      dependencyTypesNot: ['type-only'],
    }),
    rule('domain-looks-inward', DOMAIN, {
      path: ROLES,
      pathNot: ['-messages[.]ts$', `${VALUES}index[.]ts$`],
      dependencyTypesNot: ['type-only'],
    }),
    rule(
      'modules-meet-at-the-door',
      { path: '^src/([^/]+)/' },
      { path: '^src/[^/]+/', pathNot: ['^src/($1|kernel|law|platform)/', '/index[.]ts$'] },
    ),
    rule(
      'platform-knows-no-business',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/(platform|kernel)/' },
    ),
    rule('routes-go-through-commands', { path: '-routes[.]ts$' }, { path: '-store[.]ts$' }),
    rule('kernel-imports-nothing-of-ours', { path: '^src/kernel/' }, { path: '^src/', pathNot: '^src/kernel/' }),
    rule(
      'only-stores-build-sql',
      { path: '^src/', pathNot: ['-(store|queries)[.]ts$', '^src/platform/'] },
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
