import { linkRowsQuery, type LinkRow } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { PricedRow } from './pieces.ts';

/** An order product as it is read to be matched to its line. */
export interface OrderProductRow extends SalesforceRow, PricedRow {
  readonly Id: string;
  readonly OrderId: string;
  readonly Product2Id: string | null;
  readonly Exact_Line_Id__c: string | null;
  readonly Product2?: { readonly ProductCode: string | null; readonly Exact_Id__c: string | null } | null;
}

/**
 * Order products as the division of the flow sees them: in a further one a product is known by the row of its item. That is asked for only
 * while one of them bears no line.
 */
export async function withItemsOfDivision<Row extends OrderProductRow>(
  { configuration, division, salesforce }: Pick<FlowContext, 'configuration' | 'division' | 'salesforce'>,
  products: readonly Row[],
): Promise<readonly Row[]> {
  const unmatched = products.filter(({ Exact_Line_Id__c: lineId }) => lineId === null);
  if (!isFurtherDivision(configuration, division) || unmatched.length === 0) return products;
  const queries = soqlForValues(
    'Product__c',
    unmatched.flatMap(({ Product2Id: productId }) => productId ?? []),
    (condition) => linkRowsQuery(division, ['Product__c'], condition),
  );
  const rows = (await salesforce.queryMany<LinkRow>(queries)).flat();
  const itemOf = new Map(rows.flatMap(({ Product__c, Exact_Id__c }) => (Product__c == null ? [] : [[Product__c, Exact_Id__c]])));
  return products.map((product) => ({
    ...product,
    Product2: {
      ProductCode: product.Product2?.ProductCode ?? null,
      Exact_Id__c: itemOf.get(product.Product2Id ?? '') ?? product.Product2?.Exact_Id__c ?? null,
    },
  }));
}
