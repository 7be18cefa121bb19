import { sql, type Kysely } from 'kysely';
import { TandemError } from '../errors/index.ts';
import type { StoreBase } from './org-scope.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing.ts';

const PURPOSE = 'canary';
/** It belongs to no org. */
const NOBODY = '';
const WORD = 'tandem';

/**
 * Makes sure that the keys are those of this database: the canary opens with them, or, in a database that has none yet, at least one
 * of the sign-ins. Throws `master_keys_wrong`, which names the key that is missing; nothing is changed then.
 */
export async function verifyKeys(base: StoreBase): Promise<void> {
  const { patientDb: db, keyRing } = base;
  const canary = (await findCanary(db)) ?? (await adopt(base));
  // Two instances may adopt a database at once: the canary of the first counts.
  if (!opens(keyRing, NOBODY, PURPOSE, canary)) throw wrongKeys(keyRing, canary);
}

/** Seals the canary with the first key: nothing else of the database needs an older one any more. */
export async function resealCanary({ db, keyRing }: StoreBase): Promise<void> {
  await sql`update key_canary set sealed = ${keyRing.seal(NOBODY, PURPOSE, WORD)}`.execute(db);
}

async function findCanary(db: Kysely<Database>): Promise<string | undefined> {
  return (await db.selectFrom('keyCanary').select('sealed').executeTakeFirst())?.sealed;
}

async function adopt({ patientDb: db, keyRing }: StoreBase): Promise<string> {
  const signIns = await db.selectFrom('connection').select(['orgId', 'system', 'credentials']).execute();
  const isOurs = signIns.some((row) => opens(keyRing, row.orgId, `connection.${row.system}`, row.credentials));
  const [first] = signIns;
  if (first !== undefined && !isOurs) throw wrongKeys(keyRing, first.credentials);
  const sealed = keyRing.seal(NOBODY, PURPOSE, WORD);
  await sql`insert into key_canary (sealed) values (${sealed}) on conflict do nothing`.execute(db);
  return (await findCanary(db)) ?? sealed;
}

function opens(keyRing: KeyRing, orgId: string, purpose: string, sealed: string): boolean {
  try {
    keyRing.open(orgId, purpose, sealed);
    return true;
  } catch {
    return false;
  }
}

function wrongKeys(keyRing: KeyRing, sealed: string): TandemError {
  const needed = sealed.split('.')[1] ?? '';
  const held = keyRing.ids.map((id) => `"${id}"`).join(', ');
  const difference = keyRing.ids.includes(needed)
    ? `its key "${needed}" is not the key of that name that sealed this database`
    : `it holds ${held}, but this database was sealed with the key "${needed}"`;
  return new TandemError('master_keys_wrong', { difference });
}
