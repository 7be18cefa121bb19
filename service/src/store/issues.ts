import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { ErrorParams, ProblemText, TandemError } from '../errors/index.ts';
import { isWithin, type FlowDivision } from './flow-division.ts';
import type { OrgScope } from './org-scope.ts';
import type { Database } from './schema.ts';

export type IssueState = 'open' | 'retrying' | 'resolved' | 'ignored';

/** The sentences are there only where a version stored them that kept no params. */
export interface Issue extends Partial<ProblemText> {
  readonly id: string;
  readonly flow: string;
  readonly division: number;
  readonly recordId: string;
  readonly code: string;
  readonly state: IssueState;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly label: string;
  readonly params: ErrorParams;
  readonly field: string | null;
}

export interface IssueReport extends FlowDivision {
  readonly recordId: string;
  readonly label: string;
  readonly error: Pick<TandemError, 'code' | 'field' | 'params'>;
}

export interface IssueQuery {
  readonly flow?: string | undefined;
  readonly state?: IssueState | undefined;
  readonly recordIds?: readonly string[] | undefined;
  readonly code?: string | undefined;
  /** From a former page's `next`. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface WaitingIssue extends Pick<Issue, 'id' | 'division' | 'recordId'> {
  readonly params: TandemError['params'];
}

interface SealedIssue extends Pick<Issue, 'label' | 'params' | 'field'>, Partial<ProblemText> {}

const PURPOSE = 'issue';
const OPEN_STATES: IssueState[] = ['open', 'retrying'];

/** An issue sealed without the words of its record: which record is said by its id, and what is wrong by the code alone. */
export function withoutWords(scope: OrgScope, recordId: string): string {
  return scope.seal(PURPOSE, { label: recordId, field: null, params: {} } satisfies SealedIssue);
}

/** What waits for a person: one open issue an org, flow, division, record and code. Params and labels are sealed. */
export class IssueRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Opens the issue, or counts one attempt more on the open one and takes the new words. Answers its id. */
  async report(report: IssueReport): Promise<string> {
    const { error } = report;
    const payload: SealedIssue = {
      label: report.label,
      field: error.field ?? null,
      params: error.params,
    };
    const { rows } = await this.#scope.run(async (tx) => {
      await this.#takeOver(tx, report);
      return sql<{ id: string }>`
        insert into issue (id, org_id, flow, division, record_id, code, payload, first_at, last_at)
        values (${randomUUID()}, ${this.#scope.orgId}, ${report.flow}, ${report.division}::int, ${report.recordId}, ${error.code},
                ${this.#scope.seal(PURPOSE, payload)}, ${this.#scope.base.clock.now()}, ${this.#scope.base.clock.now()})
        on conflict (org_id, flow, record_id, division, code) where state in ('open', 'retrying') do update set
          attempts = issue.attempts + 1, last_at = excluded.last_at, payload = excluded.payload, state = 'open', shortened_at = null
        returning id`.execute(tx);
    });
    return rows[0]?.id ?? '';
  }

  /** An issue that was left behind in another division moves with its flow, so that nobody reads it twice. */
  async #takeOver(tx: Transaction<Database>, report: IssueReport): Promise<void> {
    const isSame = sql`org_id = ${this.#scope.orgId} and flow = ${report.flow} and record_id = ${report.recordId} and code = ${report.error.code}
      and state in ('open', 'retrying')`;
    await sql`
      update issue set division = ${report.division}::int where id = (
        select id from issue where ${isSame} and ${isWithin(report, 'division')} order by seq desc limit 1)
      and not exists (select from issue where ${isSame} and division = ${report.division}::int)`.execute(tx);
  }

  /** Newest first. `next` goes into the following query's `cursor`. */
  async list(query: IssueQuery): Promise<{ items: Issue[]; next: string | null }> {
    const rows = await this.#scope.run((tx) => {
      let select = tx.selectFrom('issue').selectAll().where('orgId', '=', this.#scope.orgId);
      if (query.flow !== undefined) select = select.where('flow', '=', query.flow);
      if (query.code !== undefined) select = select.where('code', '=', query.code);
      if (query.recordIds !== undefined) select = select.where('recordId', 'in', [...query.recordIds]);
      if (query.state !== undefined) select = select.where('state', 'in', query.state === 'open' ? OPEN_STATES : [query.state]);
      if (query.cursor !== undefined) select = select.where('seq', '<', Number(query.cursor));
      return select
        .orderBy('seq', 'desc')
        .limit(query.limit + 1)
        .execute();
    });
    const page = rows.slice(0, query.limit);
    return { items: page.map((row) => this.#toIssue(row)), next: rows.length > query.limit ? String(page.at(-1)?.seq) : null };
  }

  /** The open issues of one code, with the params of their error: what they wait for. */
  async openOf(flow: string, code: string): Promise<WaitingIssue[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('issue')
        .select(['id', 'division', 'recordId', 'payload'])
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('code', '=', code)
        .where('state', 'in', OPEN_STATES)
        .orderBy('seq')
        .execute(),
    );
    return rows.map(({ payload, ...row }) => ({ ...row, params: this.#scope.open<SealedIssue>(PURPOSE, payload).params }));
  }

  async find(issueId: string): Promise<Issue | undefined> {
    const row = await this.#scope.run((tx) =>
      tx.selectFrom('issue').selectAll().where('orgId', '=', this.#scope.orgId).where('id', '=', issueId).executeTakeFirst(),
    );
    return row === undefined ? undefined : this.#toIssue(row);
  }

  /** The records of which an issue was reported since then, whatever became of it. */
  async reportedSince(place: FlowDivision, recordIds: readonly string[], since: Date): Promise<ReadonlySet<string>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ recordId: string }>`
        select record_id from issue
        where org_id = ${this.#scope.orgId} and flow = ${place.flow} and ${isWithin(place, 'division')}
          and record_id = any(${[...recordIds]}::text[]) and last_at >= ${since.toISOString()}::timestamptz`.execute(tx),
    );
    return new Set(rows.map((row) => row.recordId));
  }

  /** The records that have an issue of this code which is not resolved: one that a person ignores is still true. */
  async unsettled(place: FlowDivision, recordIds: readonly string[], code: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ recordId: string }>`
        select record_id from issue
        where org_id = ${this.#scope.orgId} and flow = ${place.flow} and ${isWithin(place, 'division')}
          and record_id = any(${[...recordIds]}::text[]) and code = ${code} and state <> 'resolved'`.execute(tx),
    );
    return new Set(rows.map((row) => row.recordId));
  }

  /** Moves open issues to another state; answers the ids that moved. */
  async setState(issueIds: readonly string[], state: IssueState): Promise<string[]> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ id: string }>`
        update issue set state = ${state}, last_at = ${this.#scope.base.clock.now()}
        where org_id = ${this.#scope.orgId} and id = any(${[...issueIds]}::text[]) and state in ('open', 'retrying')
        returning id`.execute(tx),
    );
    return rows.map((row) => row.id);
  }

  /** Marks open issues as being tried again; one that somebody settles at this moment is left to them, and not waited for. */
  async markRetrying(issueIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update issue set state = 'retrying', last_at = ${this.#scope.base.clock.now()} where id in (
          select id from issue
          where org_id = ${this.#scope.orgId} and id = any(${[...issueIds]}::text[]) and state = 'open'
          order by id for update skip locked)`.execute(tx),
    );
  }

  /** The records went through: their open issues are over. */
  async resolveRecords(place: FlowDivision, recordIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update issue set state = 'resolved', last_at = ${this.#scope.base.clock.now()}
        where org_id = ${this.#scope.orgId} and flow = ${place.flow} and ${isWithin(place, 'division')}
          and record_id = any(${[...recordIds]}::text[]) and state in ('open', 'retrying')`.execute(tx),
    );
  }

  /** The number of open issues by flow. */
  async countOpen(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('issue')
        .select(['flow', sql<number>`count(*)::int`.as('open')])
        .where('orgId', '=', this.#scope.orgId)
        .where('state', 'in', OPEN_STATES)
        .groupBy('flow')
        .execute(),
    );
    return new Map(rows.map((row) => [row.flow, row.open]));
  }

  #toIssue(row: Omit<Issue, keyof SealedIssue> & { readonly payload: string }): Issue {
    const { id, flow, division, recordId, code, state, attempts, firstAt, lastAt } = row;
    const sealed = this.#scope.open<SealedIssue>(PURPOSE, row.payload);
    return { id, flow, division, recordId, code, state, attempts, firstAt, lastAt, ...sealed };
  }
}
