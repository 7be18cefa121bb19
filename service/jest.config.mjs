export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  testMatch: ['**/*.test.ts'],
  testTimeout: 30_000,
  // Modules of a file that is over stay in memory for a while; four workers at a time shall fit beside everything else.
  workerIdleMemoryLimit: '1GB',
};
