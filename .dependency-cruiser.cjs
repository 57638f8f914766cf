// The arrows of the rooms (see CONTRIBUTING): they only run down. A test shows that each of these can fail.
const inside = (room) => `^src/${room}/`

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-imports-only-itself',
      severity: 'error',
      from: { path: inside('core'), pathNot: '\\.test\\.ts$' },
      to: { pathNot: inside('core') },
    },
    {
      name: 'contract-imports-core-and-zod',
      severity: 'error',
      from: { path: inside('contract') },
      to: { pathNot: ['^src/(contract|core)/', '^(node_modules/)?(zod|@orpc/contract)(/|$)'] },
    },
    {
      name: 'a-feature-by-its-public-file',
      severity: 'error',
      from: { path: '^src/server/features/([^/]+)/' },
      to: {
        path: '^src/server/features/([^/]+)/',
        pathNot: ['^src/server/features/$1/', '^src/server/features/[^/]+/public\\.ts$'],
      },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/server/platform/' },
      to: { path: '^src/server/(features|doors|sample)/' },
    },
    {
      name: 'doors-know-contract-and-router-only',
      severity: 'error',
      from: { path: '^src/server/doors/' },
      to: { path: '^src/server/(features|sample)/' },
    },
    {
      name: 'web-and-cli-never-import-the-server',
      severity: 'error',
      from: { path: '^src/(web|cli)/' },
      to: { path: '^src/server/' },
    },
    {
      name: 'the-server-never-imports-the-web',
      severity: 'error',
      from: { path: '^src/(server|contract|core)/' },
      // But for the charts, which know neither page nor browser: what the server imports of them is without JSX.
      to: { path: '^src/(web|cli)/', pathNot: '^src/web/charts/[^/]+\\.ts$' },
    },
    {
      name: 'charts-are-pure',
      severity: 'error',
      from: { path: '^src/web/charts/', pathNot: '\\.test\\.tsx?$' },
      to: {
        pathNot: [
          '^src/(core|contract)/',
          '^src/web/charts/',
          '^src/i18n/(format-for|kpi-figures|period-names|translator)\\.ts$',
          '^(node_modules/)?(@types/)?react(-dom)?(/|$)',
        ],
      },
    },
    {
      name: 'web-features-stay-apart',
      severity: 'error',
      from: { path: '^src/web/features/([^/]+)/' },
      to: { path: '^src/web/features/([^/]+)/', pathNot: '^src/web/features/$1/' },
    },
    {
      name: 'web-ui-and-charts-know-no-screen',
      severity: 'error',
      from: { path: '^src/web/(ui|charts)/' },
      to: { path: '^src/web/(app|features)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json)$|^virtual:' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
