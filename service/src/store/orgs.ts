import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { openAuthor, sealAuthor } from './authors.ts';
import { OrgScope, type StoreBase } from './org-scope.ts';
import type { Database } from './schema.ts';

export interface Org {
  readonly id: string;
  readonly name: string;
  readonly state: 'active' | 'paused';
  readonly trialEndsAt: Date | null;
  /** What was found in the org at connect: namespace, isSandbox, multi-currency and the like. */
  readonly features: Readonly<Record<string, unknown>>;
  /** The unguessable part of the webhook address. */
  readonly webhookToken: string;
  readonly createdAt: Date;
}

export interface NewOrg {
  readonly id: string;
  readonly name: string;
  readonly features: Readonly<Record<string, unknown>>;
  readonly trialDays?: number | undefined;
}

/** Orgs by their Salesforce id. Not bound to one org: used at the door and by the scheduler. */
export class OrgRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Makes the org, or renames the one that is known and takes its new features. Trial and state stay as they were. */
  save(org: NewOrg, within: Kysely<Database> = this.#base.db): Promise<Org> {
    const features = JSON.stringify(org.features);
    return within
      .insertInto('org')
      .values({
        id: org.id,
        name: org.name,
        features,
        trialEndsAt: org.trialDays === undefined ? null : this.#base.clock.in(org.trialDays * 86_400_000),
        webhookToken: randomBytes(24).toString('base64url'),
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: org.name, features }))
      .returningAll()
      .executeTakeFirstOrThrow();
  }

  find(orgId: string): Promise<Org | undefined> {
    return this.#base.db.selectFrom('org').selectAll().where('id', '=', orgId).executeTakeFirst();
  }

  findByWebhookToken(token: string): Promise<Org | undefined> {
    return this.#base.db.selectFrom('org').selectAll().where('webhookToken', '=', token).executeTakeFirst();
  }

  /** The orgs that are connected to a division of Exact: several may share one. */
  async idsOfDivision(division: number): Promise<string[]> {
    const rows = await this.#base.db
      .selectFrom('connection')
      .select('orgId')
      .where('system', '=', 'exact')
      .where(sql<boolean>`meta -> 'divisions' @> ${JSON.stringify([{ code: division }])}::jsonb`)
      .execute();
    return rows.map((row) => row.orgId);
  }

  /** Pauses an org, or lets it go on. Who paused it first stays the one who did. */
  async setState(orgId: string, state: Org['state'], by = ''): Promise<void> {
    const pausedBy = by === '' ? by : sealAuthor(new OrgScope(this.#base, orgId), by);
    const pause = state === 'active' ? { pausedAt: null, pausedBy: null } : { pausedAt: this.#base.clock.now(), pausedBy };
    await this.#base.db
      .updateTable('org')
      .set({ state, ...pause })
      .where('id', '=', orgId)
      .where('state', '<>', state)
      .execute();
  }

  /** Since when and by whom an org is paused; undefined while it is not. */
  async pauseOf(orgId: string): Promise<{ readonly since: Date | null; readonly by: string | null } | undefined> {
    const pause = await this.#base.db
      .selectFrom('org')
      .select(['pausedAt as since', 'pausedBy as by'])
      .where('id', '=', orgId)
      .where('state', '=', 'paused')
      .executeTakeFirst();
    if (pause === undefined) return undefined;
    return { ...pause, by: pause.by === null ? null : openAuthor(new OrgScope(this.#base, orgId), pause.by) };
  }

  async setFeatures(orgId: string, features: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#base.db
      .updateTable('org')
      .set({ features: JSON.stringify(features) })
      .where('id', '=', orgId)
      .execute();
  }

  /** Forgets everything about an org. False when it was not known. */
  async delete(orgId: string): Promise<boolean> {
    return this.#base.patientDb.transaction().execute(async (tx) => {
      await tx.deleteFrom('activity').where('orgId', '=', orgId).execute();
      const result = await tx.deleteFrom('org').where('id', '=', orgId).executeTakeFirst();
      return result.numDeletedRows > 0n;
    });
  }
}
