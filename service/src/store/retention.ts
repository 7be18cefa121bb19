import { sql, type RawBuilder } from 'kysely';
import type { ActivityPartitions } from './activities.ts';
import { isSealedAuthor, openAuthor, sealAuthor, shortenedName } from './authors.ts';
import { withoutWords } from './issues.ts';
import { openNames, sealedNames } from './connections.ts';
import { OrgScope, type StoreBase } from './org-scope.ts';

/** Days after which what waits for a person loses its words, a document that both systems know its claim, and a name its letters. */
export const LONG_DAYS = 90;

/** Days for which an order that is closed is still known: whatever was read of it has long been written by then. */
const CLOSED_ORDER_DAYS = 7;

/** Days for which it is known who agreed to what and why: auditors of a book year ask for it. */
export const APPROVAL_DAYS = 366;

/** What a sweep took away: rows by table, and days of the activity log. */
export type Swept = Readonly<Record<string, number>>;

/**
 * Ends what holds customers' data and is no longer needed. What happened (log, settled issues, runs and their operations, settled
 * alerts) is kept as long as the activity log; plans that nobody approved by then are cancelled. What is still true is kept without
 * its words.
 */
export class Retention {
  readonly #base: StoreBase;
  readonly #partitions: ActivityPartitions;

  constructor(base: StoreBase, partitions: ActivityPartitions) {
    this.#base = base;
    this.#partitions = partitions;
  }

  /** Instances may sweep at once. `days` is how long the activity log is kept. */
  async sweep(days: number): Promise<Swept> {
    await this.#partitions.ensure();
    const dropped = await this.#partitions.dropOlderThan(days);
    const before = this.#daysAgo(days);
    const counts: Record<string, number> = {
      activity: dropped.length,
      issue: await this.#change(sql`delete from issue where state in ('resolved', 'ignored') and last_at < ${before}`),
      plan: await this.#change(
        sql`update run set state = 'cancelled', problem = null where state = 'planned' and finished_at < ${before}`,
      ),
      operation: await this.#change(sql`delete from operation o using run r
        where r.id = o.run_id and r.state in ('succeeded', 'failed', 'cancelled') and r.finished_at < ${before}`),
      // The newest of a flow says when it ran; why it failed is told anew by the next.
      run: await this
        .#change(sql`delete from run r where state in ('succeeded', 'failed', 'cancelled') and finished_at < ${before}
        and exists (select from run n where n.org_id = r.org_id and n.flow = r.flow and n.seq > r.seq)`),
      problem: await this.#change(sql`update run set problem = null, waiting_problem = null, request = '{}'
        where state in ('succeeded', 'failed', 'cancelled') and finished_at < ${before} and (problem is not null or request <> '{}')`),
      alert: await this.#change(sql`delete from alert where solved_at < ${before}`),
      approval: await this.#change(
        sql`delete from approval where greatest(expires_at, decided_at, used_at) < ${this.#daysAgo(APPROVAL_DAYS)}`,
      ),
      // Salesforce says itself which document an order became.
      claim: await this.#change(sql`delete from claim where holder is null and not is_write_back_pending
        and coalesce(posted_at, settled_at) < ${this.#daysAgo(LONG_DAYS)} and exact_id is not null`),
      // Salesforce shows what became of them.
      order: await this.#change(sql`delete from open_order where not is_open and read_at < ${this.#daysAgo(CLOSED_ORDER_DAYS)}`),
      login: await this.#change(sql`delete from oauth_state where expires_at < ${this.#base.clock.now()}`),
    };
    return { ...counts, ...(await this.#shorten()) };
  }

  /** What stays, org by org, since it is sealed for its org. */
  async #shorten(): Promise<Swept> {
    const orgs = await this.#base.patientDb.selectFrom('org').select('id').execute();
    let words = 0;
    let names = 0;
    for (const { id } of orgs) {
      const scope = new OrgScope(this.#base, id);
      words += await this.#shortenIssues(scope);
      names += await this.#shortenAuthors(scope);
      names += await this.#shortenPause(scope);
      names += await this.#sealConnectionNames(scope);
    }
    return { words, names };
  }

  async #shortenIssues(scope: OrgScope): Promise<number> {
    const { rows } = await scope.run((tx) =>
      sql<{ id: string; recordId: string; payload: string }>`
        select id, record_id, payload from issue
        where org_id = ${scope.orgId} and last_at < ${this.#daysAgo(LONG_DAYS)} and shortened_at is null`.execute(tx),
    );
    for (const row of rows) {
      const payload = withoutWords(scope, row.recordId);
      await scope.run((tx) =>
        sql`update issue set payload = ${payload}, shortened_at = ${this.#base.clock.now()}
          where org_id = ${scope.orgId} and id = ${row.id} and payload = ${row.payload}`.execute(tx),
      );
    }
    return rows.length;
  }

  /** Names that an older version stored in the clear are sealed; old ones become initials. */
  async #shortenAuthors(scope: OrgScope): Promise<number> {
    const { rows } = await scope.run((tx) =>
      sql<{ version: number; author: string; isOld: boolean }>`
        select version, author, saved_at < ${this.#daysAgo(LONG_DAYS)} as is_old from config_version
        where org_id = ${scope.orgId}`.execute(tx),
    );
    let changed = 0;
    for (const { version, author, isOld } of rows) {
      const next = nextName(scope, author, isOld);
      if (next === author) continue;
      await scope.run((tx) =>
        sql`update config_version set author = ${next}
          where org_id = ${scope.orgId} and version = ${version}::int and author = ${author}`.execute(tx),
      );
      changed += 1;
    }
    return changed;
  }

  /** Who paused an org, as the names of the settings' history. */
  async #shortenPause(scope: OrgScope): Promise<number> {
    const { rows } = await sql<{ by: string; isOld: boolean }>`
      select paused_by as by, paused_at < ${this.#daysAgo(LONG_DAYS)} as is_old from org
      where id = ${scope.orgId} and paused_by <> ''`.execute(this.#base.patientDb);
    const [pause] = rows;
    const next = pause === undefined ? undefined : nextName(scope, pause.by, pause.isOld);
    if (pause === undefined || next === pause.by) return 0;
    return await this.#change(sql`update org set paused_by = ${next} where id = ${scope.orgId} and paused_by = ${pause.by}`);
  }

  /**
   * Names that an older version left in the clear. They stay as long as the connection: under whom Tandem works is what it is;
   * once it is broken for long, initials tell enough.
   */
  async #sealConnectionNames(scope: OrgScope): Promise<number> {
    const { rows } = await scope.run((tx) =>
      sql<ConnectionNamesRow>`
        select system, names, meta ->> 'userName' as user_name, meta ->> 'username' as username,
               state = 'reconnect' and checked_at < ${this.#daysAgo(LONG_DAYS)} as is_old
        from connection where org_id = ${scope.orgId}`.execute(tx),
    );
    let changed = 0;
    for (const row of rows) {
      const known = { userName: row.userName ?? undefined, username: row.username ?? undefined, ...openNames(scope, row.names) };
      const userName = row.isOld === true && known.userName !== undefined ? shortenedName(known.userName) : known.userName;
      const isClear = row.userName !== null || row.username !== null;
      if (!isClear && userName === known.userName) continue;
      await scope.run((tx) =>
        sql`update connection set meta = meta - 'userName' - 'username', names = ${sealedNames(scope, { ...known, userName })}
          where org_id = ${scope.orgId} and system = ${row.system} and names is not distinct from ${row.names}::text`.execute(tx),
      );
      changed += 1;
    }
    return changed;
  }

  async #change(statement: RawBuilder<unknown>): Promise<number> {
    const { numAffectedRows } = await statement.execute(this.#base.patientDb);
    return Number(numAffectedRows ?? 0n);
  }

  #daysAgo(days: number): RawBuilder<Date> {
    return this.#base.clock.in(-days * 86_400_000);
  }
}

interface ConnectionNamesRow {
  readonly system: 'exact' | 'salesforce';
  readonly names: string | null;
  readonly userName: string | null;
  readonly username: string | null;
  readonly isOld: boolean | null;
}

/** Sealed while it is new, initials once it is old. */
function nextName(scope: OrgScope, stored: string, isOld: boolean): string {
  if (isOld) return shortenedName(openAuthor(scope, stored));
  return isSealedAuthor(stored) ? stored : sealAuthor(scope, stored);
}
