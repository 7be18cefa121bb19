import { soqlText } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { CATEGORIES } from './flow.ts';
import { CATEGORY_OBJECT } from './settings.ts';
import type { CategoryRow } from './types.ts';

/** A row with the code of the one above it. */
type IndexedRow = Pick<CategoryRow, 'Id' | 'Name' | 'Code__c' | 'Exact_Id__c'> & {
  readonly Parent__r?: { readonly Code__c: string | null } | null;
};

/** True where the settings make categories of what the division has. */
export function isCategorised({ configuration, division }: Pick<FlowContext, 'configuration' | 'division'>): boolean {
  return CATEGORIES.isEnabled(configuration) && CATEGORIES.divisionsOf(configuration).includes(division);
}

/** The active categories of a division, as products name them: by id in Exact Online, or by code, that of the one above and a slash before it. */
export class CategoryIndex {
  /** What is known of each category, by its id in Exact in lower case: another text for another name, code or place. */
  readonly states: ReadonlyMap<string, string>;
  readonly #idOf: ReadonlyMap<string, string>;

  private constructor(rows: readonly IndexedRow[]) {
    const named = rows.map((row) => ({ row, id: (row.Exact_Id__c ?? '').toLowerCase(), path: pathOf(row) }));
    this.states = new Map(named.map(({ row, id, path }) => [id, `${row.Id}/${path}/${row.Name}`]));
    this.#idOf = new Map(named.flatMap(({ row, id, path }) => [[path.toLowerCase(), row.Id] as const, [id, row.Id] as const]));
  }

  /** The query whose rows make an index. */
  static query(division: number): string {
    return (
      `SELECT Id, Name, Code__c, Exact_Id__c, Parent__r.Code__c FROM ${CATEGORY_OBJECT} ` +
      `WHERE Division__c = ${soqlText(String(division))} AND Is_Active__c = true`
    );
  }

  static of(rows: readonly object[]): CategoryIndex {
    return new CategoryIndex(rows as readonly IndexedRow[]);
  }

  /** Id in Salesforce of the category that is named so; undefined where there is none (yet). */
  idOf(name: string): string | undefined {
    return this.#idOf.get(name.toLowerCase());
  }
}

function pathOf({ Code__c: code, Parent__r: parent }: IndexedRow): string {
  return [parent?.Code__c, code].filter((part) => part !== null && part !== undefined).join('/');
}
