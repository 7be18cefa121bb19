import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { TandemError, type ErrorParams } from '../errors/index.ts';
import type { OrgScope } from './org-scope.ts';

type ApprovalState = 'asked' | 'approved' | 'refused' | 'replaced';

/** A user of Salesforce, with what he is called. */
export interface ApprovalPerson {
  readonly userId: string;
  readonly name: string;
}

/** What somebody wants to be let through, as it stood when he asked. */
export interface NewApproval {
  readonly flow: string;
  readonly division: number;
  readonly recordId: string;
  /** The error that stops the record, which an approval overrules. */
  readonly code: string;
  /** Of the facts that the error rests on: with others nothing is approved. */
  readonly digest: string;
  readonly label: string;
  /** Of the error, for its texts. */
  readonly params: ErrorParams;
  readonly by: ApprovalPerson;
  readonly reason: string;
  readonly lastsMs: number;
}

export interface ApprovalDecision {
  readonly verdict: 'approved' | 'refused';
  readonly by: ApprovalPerson;
  readonly reason: string;
}

/** An approval as it stands. */
export interface Approval extends Omit<NewApproval, 'by' | 'lastsMs'> {
  readonly id: string;
  readonly seq: number;
  readonly state: ApprovalState;
  readonly asked: ApprovalPerson & { readonly at: Date };
  readonly decided: (ApprovalPerson & { readonly at: Date; readonly reason: string }) | undefined;
  readonly expiresAt: Date;
  /** True once its time is over without anybody having used it. */
  readonly isExpired: boolean;
  readonly isUsed: boolean;
}

interface ApprovalRow {
  readonly id: string;
  readonly seq: number;
  readonly flow: string;
  readonly division: number;
  readonly recordId: string;
  readonly code: string;
  readonly digest: string;
  readonly state: ApprovalState;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly usedAt: Date | null;
  readonly payload: string;
  readonly decision: string | null;
  readonly isOver: boolean;
}

interface SealedQuestion extends Pick<NewApproval, 'label' | 'params' | 'reason'> {
  readonly name: string;
}

interface SealedDecision {
  readonly name: string;
  readonly reason: string;
}

const PURPOSE = 'approval';
const LIVING = sql<boolean>`state in ('asked', 'approved') and used_at is null`;

/** What waits for a second person. Names, reasons and figures are sealed. */
export class ApprovalRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /**
   * Asks for it. What is open for the same facts stays and is answered, whoever asked for it; one for other facts, or whose time is
   * over, is replaced.
   */
  async ask(wanted: NewApproval): Promise<{ readonly approval: Approval; readonly isNew: boolean }> {
    return this.#scope.together(async (inner) => {
      const place = sql`org_id = ${this.#scope.orgId} and flow = ${wanted.flow} and record_id = ${wanted.recordId} and code = ${wanted.code}`;
      const sealed: SealedQuestion = {
        ...{ label: wanted.label, params: wanted.params },
        ...{ reason: wanted.reason, name: wanted.by.name },
      };
      const { clock } = this.#scope.base;
      const { rows } = await inner.run(async (tx) => {
        await sql`update approval set state = 'replaced' where ${place} and ${LIVING}
          and (digest <> ${wanted.digest} or expires_at <= ${clock.now()})`.execute(tx);
        return sql<ApprovalRow>`
          insert into approval (id, org_id, flow, division, record_id, code, digest, state, asked_by, asked_at, expires_at, payload)
          values (${randomUUID()}, ${this.#scope.orgId}, ${wanted.flow}, ${wanted.division}::int, ${wanted.recordId}, ${wanted.code},
                  ${wanted.digest}, 'asked', ${wanted.by.userId}, ${clock.now()}, ${clock.in(wanted.lastsMs)}, ${this.#scope.seal(PURPOSE, sealed)})
          on conflict (org_id, flow, record_id, code) where state in ('asked', 'approved') and used_at is null do nothing
          returning *, false as is_over`.execute(tx);
      });
      const [made] = rows;
      if (made !== undefined) return { approval: this.#toApproval(made), isNew: true };
      const [open] = await this.#select(sql`${place} and ${LIVING}`, inner);
      // Somebody used it in this moment.
      if (open === undefined) throw new TandemError('record_busy', { record: wanted.label }, { recordId: wanted.recordId });
      return { approval: open, isNew: false };
    });
  }

  /** Decides what waits, unless its time is over or the one who asked decides; undefined where nothing was changed. */
  async decide(id: string, { verdict, by, reason }: ApprovalDecision): Promise<Approval | undefined> {
    const { clock } = this.#scope.base;
    const sealed = this.#scope.seal(PURPOSE, { name: by.name, reason } satisfies SealedDecision);
    const { rows } = await this.#scope.run((tx) =>
      sql<ApprovalRow>`
        update approval set state = ${verdict}, decided_by = ${by.userId}, decided_at = ${clock.now()}, decision = ${sealed}
        where org_id = ${this.#scope.orgId} and id = ${id} and state = 'asked' and asked_by <> ${by.userId} and expires_at > ${clock.now()}
        returning *, false as is_over`.execute(tx),
    );
    return rows[0] === undefined ? undefined : this.#toApproval(rows[0]);
  }

  async find(id: string): Promise<Approval | undefined> {
    const [found] = await this.#select(sql`id = ${id}`);
    return found;
  }

  /** What waits for a decision, the newest first. `next` goes into the following query's `cursor`. */
  async waiting(query: {
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<{ readonly items: Approval[]; readonly next: string | null }> {
    const before = query.cursor === undefined ? sql`true` : sql`seq < ${Number(query.cursor)}::bigint`;
    const isWaiting = sql`state = 'asked' and expires_at > ${this.#scope.base.clock.now()}`;
    const rows = await this.#select(sql`${isWaiting} and ${before} order by seq desc limit ${query.limit + 1}::int`);
    const items = rows.slice(0, query.limit);
    return { items, next: rows.length > query.limit ? String(items.at(-1)?.seq) : null };
  }

  /** The newest one of a record. */
  async newestOf(recordId: string): Promise<Approval | undefined> {
    const [found] = await this.#select(sql`record_id = ${recordId} order by seq desc limit 1`);
    return found;
  }

  /** What holds at this moment for these records: approved, not used and in time. By record. */
  async granted(flow: string, code: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, Approval>> {
    if (recordIds.length === 0) return new Map();
    const rows = await this.#select(
      sql`flow = ${flow} and code = ${code} and record_id = any(${[...recordIds]}::text[]) and state = 'approved' and used_at is null
        and expires_at > ${this.#scope.base.clock.now()}`,
    );
    return new Map(rows.map((row) => [row.recordId, row]));
  }

  /** These records went through: what was asked or approved for them is over. */
  async useUp(flow: string, recordIds: readonly string[]): Promise<void> {
    if (recordIds.length === 0) return;
    await this.#scope.run((tx) =>
      sql`update approval set
            used_at = case when state = 'approved' then ${this.#scope.base.clock.now()} end,
            state = case when state = 'approved' then state else 'replaced' end
          where org_id = ${this.#scope.orgId} and flow = ${flow} and record_id = any(${[...recordIds]}::text[]) and ${LIVING}`.execute(
        tx,
      ),
    );
  }

  async #select(condition: RawBuilder<unknown>, scope = this.#scope): Promise<Approval[]> {
    const { rows } = await scope.run((tx) =>
      sql<ApprovalRow>`
        select *, expires_at <= ${scope.base.clock.now()} as is_over from approval
        where org_id = ${scope.orgId} and ${condition}`.execute(tx),
    );
    return rows.map((row) => this.#toApproval(row));
  }

  #toApproval(row: ApprovalRow): Approval {
    const { id, seq, flow, division, recordId, code, digest, state, expiresAt } = row;
    const { name, ...question } = this.#scope.open<SealedQuestion>(PURPOSE, row.payload);
    const isUsed = row.usedAt !== null;
    return {
      ...{ id, seq, flow, division, recordId, code, digest, state, expiresAt, ...question },
      asked: { userId: row.askedBy, name, at: row.askedAt },
      decided: this.#decisionIn(row),
      isExpired: row.isOver && !isUsed && (state === 'asked' || state === 'approved'),
      isUsed,
    };
  }

  #decisionIn({ decidedBy, decidedAt, decision }: ApprovalRow): Approval['decided'] {
    if (decidedBy === null || decidedAt === null || decision === null) return undefined;
    return { userId: decidedBy, at: decidedAt, ...this.#scope.open<SealedDecision>(PURPOSE, decision) };
  }
}
