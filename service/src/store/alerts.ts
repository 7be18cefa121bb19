import type { OrgScope } from './org-scope.ts';

export interface Alert {
  readonly id: number;
  readonly code: string;
  readonly text: string;
  readonly createdAt: Date;
}

const PURPOSE = 'alert';

/** What an administrator must be told at once, until it is delivered. */
export class AlertRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  async raise(code: string, text: string): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .insertInto('alert')
        .values({
          orgId: this.#scope.orgId,
          code,
          payload: this.#scope.seal(PURPOSE, text),
          createdAt: this.#scope.base.clock.now(),
          deliveredAt: null,
        })
        .execute(),
    );
  }

  async undelivered(limit: number): Promise<Alert[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('alert')
        .selectAll()
        .where('orgId', '=', this.#scope.orgId)
        .where('deliveredAt', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      createdAt: row.createdAt,
      text: this.#scope.open<string>(PURPOSE, row.payload),
    }));
  }

  async markDelivered(id: number): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .updateTable('alert')
        .set({ deliveredAt: this.#scope.base.clock.now() })
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', id)
        .execute(),
    );
  }
}
