import type { StoreBase } from './org-scope.ts';

/** What a division of Exact turned out to be able to do: tried once, remembered for all orgs. Keyed like the budget. */
export class DivisionTraitRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Whether filters may hold `or`; undefined until it was tried. */
  async acceptsOr(key: string): Promise<boolean | undefined> {
    const row = await this.#base.db.selectFrom('divisionTrait').select('acceptsOr').where('key', '=', key).executeTakeFirst();
    return row?.acceptsOr;
  }

  async rememberOr(key: string, acceptsOr: boolean): Promise<void> {
    await this.#base.db
      .insertInto('divisionTrait')
      .values({ key, acceptsOr })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ acceptsOr }))
      .execute();
  }
}
