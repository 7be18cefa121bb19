import { describe } from '@jest/globals';

const isElsewhere = process.env['SERVER_SUITE_FOLLOWS'] === '1';
if (isElsewhere) console.warn('These tests run once, on the PostgreSQL server, later in this run.');

/**
 * `describe` for tests of many minutes that prove the same on either database: where the run goes on with a PostgreSQL server
 * they wait for it (set by scripts/test.mjs), where there is none they run on the embedded database.
 */
export const describeOnce: (name: string, body: () => void) => void = isElsewhere ? describe.skip : describe;
