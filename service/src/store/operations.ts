import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OrgScope } from './org-scope.ts';

export interface NewOperation {
  readonly recordId: string;
  readonly key: string;
  /** Hash of what the operation would do: a plan made again must have the same one to be applied. */
  readonly digest: string;
  /** The operation as a person sees it and `apply` needs it; sealed. */
  readonly payload: unknown;
}

export interface StoredOperation extends NewOperation {
  readonly seq: number;
  /** What became of it after approval. */
  readonly outcome: string | null;
}

const PURPOSE = 'operation';
const CHUNK = 250;

/** Operations of plans that wait for a person. Sealed and short-lived. */
export class OperationRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Adds operations behind those of the run. Only the run's own job may call it. */
  async append(runId: string, operations: readonly NewOperation[]): Promise<void> {
    if (operations.length === 0) return;
    await this.#scope.run(async (tx) => {
      const last = await tx
        .selectFrom('operation')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .where('orgId', '=', this.#scope.orgId)
        .where('runId', '=', runId)
        .executeTakeFirst();
      for (let start = 0; start < operations.length; start += CHUNK) {
        const rows = operations.slice(start, start + CHUNK).map((operation, index) => ({
          orgId: this.#scope.orgId,
          runId,
          seq: (last?.seq ?? 0) + start + index + 1,
          recordId: operation.recordId,
          key: operation.key,
          digest: operation.digest,
          payload: this.#scope.seal(PURPOSE, operation.payload),
          outcome: null,
        }));
        await tx.insertInto('operation').values(rows).execute();
        // Sealing keeps the process to itself, and so does the embedded database: others have their turn in between.
        await nextTurn();
      }
    });
  }

  /** In the order of the plan, after the sequence number `after` (0: from the start). */
  async page(runId: string, after: number, limit: number): Promise<StoredOperation[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('operation')
        .selectAll()
        .where('orgId', '=', this.#scope.orgId)
        .where('runId', '=', runId)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({
      seq: row.seq,
      recordId: row.recordId,
      key: row.key,
      digest: row.digest,
      outcome: row.outcome,
      payload: this.#scope.open<unknown>(PURPOSE, row.payload),
    }));
  }

  /** Digests by key, of the given records. */
  async digests(runId: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ key: string; digest: string }>`
        select key, digest from operation
        where org_id = ${this.#scope.orgId} and run_id = ${runId} and record_id = any(${[...recordIds]}::text[])`.execute(tx),
    );
    return new Map(rows.map((row) => [row.key, row.digest]));
  }

  /** What an approved run has not come across, in the order of the plan, after the operation `after`. */
  async untouched(
    runId: string,
    after: number,
    limit: number,
  ): Promise<readonly Pick<StoredOperation, 'seq' | 'recordId' | 'payload'>[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('operation')
        .select(['seq', 'recordId', 'payload'])
        .where('orgId', '=', this.#scope.orgId)
        .where('runId', '=', runId)
        .where('outcome', 'is', null)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({ ...row, payload: this.#scope.open<unknown>(PURPOSE, row.payload) }));
  }

  /** What became of records of an approved plan; null until the run has come across them. */
  async setOutcome(runId: string, recordIds: readonly string[], outcome: string): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update operation set outcome = ${outcome}
        where org_id = ${this.#scope.orgId} and run_id = ${runId} and record_id = any(${[...recordIds]}::text[])`.execute(tx),
    );
  }

  async delete(runId: string): Promise<void> {
    await this.#scope.run((tx) =>
      tx.deleteFrom('operation').where('orgId', '=', this.#scope.orgId).where('runId', '=', runId).execute(),
    );
  }
}
