const path = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');
const { readLabels } = require('./simulators/lightning/build/labels.ts');

const stub = (name) => path.join(__dirname, 'config/jest', name);

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/force-app'],
  globals: { CUSTOM_LABELS: Object.fromEntries(readLabels(path.join(__dirname, 'force-app/main/default'))) },
  transform: Object.fromEntries(Object.keys(jestConfig.transform).map((pattern) => [pattern, stub('transform.cjs')])),
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, stub('setup.cjs')],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/actions$': stub('lightning/actions.ts'),
    '^lightning/progressBar$': stub('lightning/progressBar.js'),
    '^lightning/button$': stub('lightning/button.js'),
    '^lightning/navigation$': stub('lightning/navigation.ts'),
    '^lightning/confirm$': stub('lightning/confirm.ts'),
    '^@salesforce/i18n/(?:lang|locale)$': stub('language.ts'),
    '^test/(answers|component|dutch|labels)$': stub('$1.ts'),
    '^test/flows$': path.join(__dirname, 'simulators/lightning/testing/flow-answers.ts'),
    '^test/stubFlow$': path.join(__dirname, 'simulators/lightning/testing/stub-flow.ts'),
  },
  // The compiled JavaScript lies beside its TypeScript; only the latter is tested.
  collectCoverageFrom: ['force-app/**/lwc/**/*.ts', '!**/__tests__/**'],
};
