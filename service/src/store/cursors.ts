import type { OrgScope } from './org-scope.ts';

/** How far a flow has come in each stream of a division. Save it together with the work items it produced. */
export class CursorRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Positions by stream name. */
  async read(division: number, flow: string): Promise<Record<string, string>> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('cursor')
        .select(['name', 'value'])
        .where('orgId', '=', this.#scope.orgId)
        .where('division', '=', division)
        .where('flow', '=', flow)
        .execute(),
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.value]));
  }

  async save(division: number, flow: string, cursors: Readonly<Record<string, string>>): Promise<void> {
    const entries = Object.entries(cursors);
    if (entries.length === 0) return;
    await this.#scope.run((tx) =>
      tx
        .insertInto('cursor')
        .values(
          entries.map(([name, value]) => ({
            orgId: this.#scope.orgId,
            division,
            flow,
            name,
            value,
            savedAt: this.#scope.base.clock.now(),
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['orgId', 'division', 'flow', 'name'])
            .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), savedAt: eb.ref('excluded.savedAt') })),
        )
        .execute(),
    );
  }

  /** Forgets the positions: the flow starts over. */
  async reset(division: number, flow: string): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .deleteFrom('cursor')
        .where('orgId', '=', this.#scope.orgId)
        .where('division', '=', division)
        .where('flow', '=', flow)
        .execute(),
    );
  }
}
