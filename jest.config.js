const path = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

const stub = (name) => path.join(__dirname, 'config/jest', name);

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/force-app'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, stub('setup.cjs')],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/actions$': stub('lightning/actions.ts'),
    '^lightning/progressBar$': stub('lightning/progressBar.js'),
    '^lightning/button$': stub('lightning/button.js'),
    '^lightning/navigation$': stub('lightning/navigation.ts'),
    '^lightning/confirm$': stub('lightning/confirm.ts'),
    '^test/answers$': stub('answers.ts'),
    '^test/component$': stub('component.ts'),
  },
  // The compiled JavaScript lies beside its TypeScript; only the latter is tested.
  collectCoverageFrom: ['force-app/**/lwc/**/*.ts', '!**/__tests__/**'],
};
