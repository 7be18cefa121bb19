import type { OrgScope } from './org-scope.ts';

export interface SalesforceUsage {
  readonly used: number;
  readonly limit: number;
  readonly measuredAt: Date;
}

/** The org's own API usage of the last 24 hours, as its `Sforce-Limit-Info` header last said. */
export class SalesforceUsageRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  find(): Promise<SalesforceUsage | undefined> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('salesforceUsage')
        .select(['used', 'limit', 'measuredAt'])
        .where('orgId', '=', this.#scope.orgId)
        .executeTakeFirst(),
    );
  }

  async save(used: number, limit: number): Promise<void> {
    const measuredAt = this.#scope.base.clock.now();
    await this.#scope.run((tx) =>
      tx
        .insertInto('salesforceUsage')
        .values({ orgId: this.#scope.orgId, used, limit, measuredAt })
        .onConflict((conflict) => conflict.column('orgId').doUpdateSet({ used, limit, measuredAt }))
        .execute(),
    );
  }
}
