// ESLint for all parts: the service and the simulators under the strict type-checked rules, the Lightning components under
// Salesforce's. What is switched off is listed here with its reason; no file switches a rule off by itself.
const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const lightningRules = require('@salesforce/eslint-config-lwc/recommended-ts');

const NODE_GLOBALS = Object.fromEntries(
  [
    'process',
    'console',
    'Buffer',
    'URL',
    'URLSearchParams',
    'fetch',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
  ]
    .concat(['AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder', 'structuredClone', 'performance'])
    .map((name) => [name, 'readonly']),
);
const BROWSER_GLOBALS = Object.fromEntries(
  ['window', 'document', 'location', 'history', 'CustomEvent', 'Event', 'HTMLElement', 'customElements', 'sessionStorage'].map(
    (name) => [name, 'readonly'],
  ),
);

const SERVER_FILES = ['service/**/*.ts', 'simulators/**/*.ts', 'bench/**/*.ts'];
const SERVER_TESTS = ['service/**/*.test.ts', 'simulators/**/*.test.ts', 'service/tests/**/*.ts', 'simulators/**/tests/**/*.ts'];
/** Built by the page's bundler for the browser, outside of the simulators' type check. */
const PAGE_FILES = ['simulators/lightning/page/**/*', 'simulators/lightning/stubs/**/*'];

module.exports = tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/build/**',
      '**/coverage/**',
      '.demo/**',
      'force-app/**/*.js',
      'force-app/main/default/staticresources/**',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: SERVER_FILES,
    ignores: PAGE_FILES,
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
      ],
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // The compiler decides it: rows of both vendors are index signatures, which must be read with brackets.
      '@typescript-eslint/dot-notation': 'off',
      // Numbers read well in texts; everything else still has to be made a text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `(value) => save(value)` where nobody awaits a value is a common short form.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Ports are promises also where an implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // A parser type narrows what a schema promises; a generic used once says so at the call.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Both vendors count characters as code points, which is what a spread text gives.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
    },
  },
  {
    files: SERVER_TESTS,
    rules: {
      // `expect(spy.method)` and loose objects are what tests are made of.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Rows of both systems are compared as texts, whatever they hold; a wrong one fails the comparison.
      '@typescript-eslint/no-base-to-string': 'off',
      // `for (...; await delay(ms))` looks again and again; answers that end a handler are returned from it.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'no-console': ['error', { allow: ['warn'] }],
    },
  },
  {
    // The doors of the programs talk to a terminal, and so do tests that measure something.
    files: [
      'simulators/**/main.ts',
      'simulators/data/load.ts',
      'simulators/salesforce/schema/create-standard-schema.ts',
      'service/src/main.ts',
    ].concat(['service/tests/acceptance/**/*.ts', 'service/tests/soak/**/*.ts', 'service/tests/fuzz/**/*.ts']),
    rules: { 'no-console': 'off' },
  },
  {
    // A measurement is handed around as the function it is; what jsforce reads is `any`, and the obvious script takes it as it comes.
    files: ['bench/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // The types of the Apex parser promise a child for every alternative of the grammar; a tree holds one of them.
    files: ['simulators/lightning/apex/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['force-app/**/lwc/**/*.ts'],
    extends: [...lightningRules],
    // The parser of typescript-eslint knows types from values; the preset's own takes every type for an unknown name.
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      'no-undef': 'off',
      // `void save()` marks a promise that nobody waits for on purpose; brackets mark fields of an answer that no type promises.
      'no-void': 'off',
      'dot-notation': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': 'error',
      '@lwc/lwc/no-async-operation': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['force-app/**/lwc/**/__tests__/*.ts'],
    rules: {
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
      // The browser itself sends plain events such as `focus`.
      '@lwc/lwc/prefer-custom-event': 'off',
      // `find` fails the test when there is no such element.
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'find'] }],
    },
  },
  {
    // Stand-ins for the platform's components: decorators, which the parser of plain JavaScript does not know.
    files: ['config/jest/**'],
    languageOptions: {
      parser: tseslint.parser,
      globals: { jest: 'readonly', beforeEach: 'readonly', afterEach: 'readonly', expect: 'readonly', document: 'readonly' },
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    ignores: [...PAGE_FILES, 'config/jest/lightning/**'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { ...NODE_GLOBALS, module: 'writable', require: 'readonly', __dirname: 'readonly', __filename: 'readonly' },
    },
  },
  {
    files: PAGE_FILES,
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...NODE_GLOBALS, ...BROWSER_GLOBALS } },
  },
);
