import type { LinkedAccount } from '../customers/index.ts';
import type { Reference } from '../operation.ts';
import { rowKey, scopeOf } from './price-role.ts';
import type { ListedEntry, PricedProduct, PriceGroup, PriceRow, PriceSource, PricesFacts, PricesInput } from './types.ts';

/** What Salesforce has of some scopes. */
export interface Standing {
  readonly rows: readonly PriceRow[];
  /** By lower-case item id. */
  readonly products: ReadonlyMap<string, PricedProduct>;
  /** By lower-case id of the debtor. */
  readonly accounts: ReadonlyMap<string, LinkedAccount>;
  /** By lower-case id of the list. */
  readonly books: ReadonlyMap<string, string | Reference>;
  readonly entries: readonly ListedEntry[];
}

interface Looked extends Standing {
  readonly scopes: readonly string[];
  readonly sources: readonly PriceSource[];
  readonly gone: readonly PriceRow[];
}

/**
 * What was read and what stands, scope by scope. Prices of what is no product, of a debtor without account and of a list without a
 * book have no place; what stands of them may still be emptied.
 */
export function groupsOf(looked: Looked, { division }: PricesFacts): Pick<PricesInput, 'groups' | 'strangers' | 'debtors'> {
  const rows = Map.groupBy(looked.rows, ({ Scope_Key__c: scope }) => scope ?? '');
  const sources = Map.groupBy(looked.sources, ({ itemId, listId, debtorId }) => scopeOf(itemId, listId ?? debtorId));
  const entries = Map.groupBy(looked.entries, ({ Product2Id }) => Product2Id);
  const goneKeys = new Set(looked.gone.map(({ Key__c: key }) => key));
  const strangers = new Map<string, string>();
  const debtors = new Map<string, string>();
  const groups = looked.scopes.flatMap((scope): PriceGroup[] => {
    const [standing, read] = [rows.get(scope) ?? [], sources.get(scope) ?? []];
    const about = read[0] ?? standing[0];
    if (about === undefined) return [];
    const { itemId, listId, debtorId, isOfGroup } = isSource(about) ? about : ofRow(about, scope);
    const product = looked.products.get(itemId);
    const label = product?.ProductCode ?? read[0]?.itemCode ?? itemId;
    const book = listId === null ? null : (looked.books.get(listId) ?? null);
    const accountId = debtorId === null ? null : (looked.accounts.get(debtorId)?.Id ?? null);
    const isPlaced = isOfGroup || product !== undefined;
    if (!isPlaced && read.length > 0) strangers.set(itemId, label);
    if (debtorId !== null && accountId === null && read.length > 0) debtors.set(debtorId, read[0]?.debtorName ?? debtorId);
    const hasPlace = isPlaced && (listId === null || book !== null) && (debtorId === null || accountId !== null);
    if (!hasPlace && standing.length === 0) return [];
    return [
      {
        ...{ scope, itemId, label, product, accountId, listId, book, rows: standing, goneKeys },
        sources: hasPlace ? read : read.filter((source) => isStanding(source, standing, division)),
        entries: product === undefined ? [] : (entries.get(product.Id) ?? []),
      },
    ];
  });
  return {
    groups,
    strangers: [...strangers].map(([itemId, label]) => ({ itemId, label })),
    debtors: [...debtors].map(([debtorId, label]) => ({ debtorId, label })),
  };
}

function isSource(about: PriceSource | PriceRow): about is PriceSource {
  return 'itemId' in about;
}

function ofRow(row: PriceRow, scope: string): Pick<PriceSource, 'itemId' | 'listId' | 'debtorId' | 'isOfGroup'> {
  return {
    itemId: scope.split('/')[0] ?? '',
    listId: row.Exact_List_Id__c,
    debtorId: row.Exact_Account_Id__c,
    isOfGroup: row.Product__c === null && row.Exact_List_Id__c !== null,
  };
}

function isStanding({ entity, id }: PriceSource, rows: readonly PriceRow[], division: number): boolean {
  return rows.some(({ Key__c: key }) => key === rowKey(division, entity, id));
}
