import { sql } from 'kysely';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenDatabase } from './database.ts';
import { databaseUnavailable } from './database-errors.ts';

/** Whoever sends requests here or not learns it within five seconds. */
const ANSWER_MS = 4_000;
/** About a megabyte: more than what is free in files that exist already. */
const PROBE_ROWS = 16_000;

/**
 * Throws `database_unavailable` when the database does not answer in time, and, once it had no room for something, `database_full`
 * until it has.
 */
export async function askWhetherReady(database: OpenDatabase): Promise<void> {
  const silence = new AbortController();
  const late = delay(ANSWER_MS, undefined, { signal: silence.signal }).then(() => {
    throw databaseUnavailable('no answer in time');
  });
  // Aborted when the answer was faster, or lost the race: nobody waits for it then.
  late.catch(() => undefined);
  try {
    await Promise.race([ask(database), late]);
  } finally {
    silence.abort();
  }
}

async function ask({ db, room }: OpenDatabase): Promise<void> {
  if (!room.isShort) {
    await sql`select 1`.execute(db);
    return;
  }
  // Small changes find a place on a full disk too. The table needs a file of its own, which is gone with the transaction.
  await db
    .transaction()
    .execute(async (tx) => {
      await sql`create table space_probe as select md5(i::text) as filler from generate_series(1, ${PROBE_ROWS}::int) i`.execute(
        tx,
      );
      throw new Probed();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Probed)) throw error;
    });
  room.isShort = false;
}

/** Ends the transaction of the probe. */
class Probed extends Error {}
