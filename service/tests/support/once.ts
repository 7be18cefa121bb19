import { describe } from '@jest/globals';

/**
 * `describe` for tests of many minutes that prove the same on either database: where the run goes on with a PostgreSQL server
 * they wait for it (set by scripts/test.mjs), where there is none they run on the embedded database.
 */
export const describeOnce: (name: string, body: () => void) => void =
  process.env['SERVER_SUITE_FOLLOWS'] === '1' ? describe.skip : describe;
