import { describe, expect, it } from '@jest/globals';
import type { LinkRow } from '../../links/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import { ordersInDivision, rowQueriesOf } from './in-division.ts';
import { SOURCE } from './testing/inputs.ts';
import type { LineRow, OrderRow, OrderRows } from './types.ts';

const DEFAULT_DIVISION = 1;
const FURTHER_DIVISION = 2;
const ORDER = '801000000000001AAA';
const PRODUCT = '01t000000000001AAA';

function contextOf(division: number): FlowContext {
  const divisions = [DEFAULT_DIVISION, FURTHER_DIVISION].map((code) => ({ code, default: code === DEFAULT_DIVISION }));
  return { division, configuration: { divisions } as unknown as Configuration } as unknown as FlowContext;
}

function orderOf(itemId: string): OrderRows {
  const line = { Id: '802', OrderId: ORDER, Product2: { Id: PRODUCT, Exact_Id__c: itemId } } as unknown as LineRow;
  return { orders: [{ Id: ORDER } as OrderRow], linesOf: new Map([[ORDER, [line]]]), contactsOf: new Map() };
}

describe('orders of a company', () => {
  it('that is the default one are read as ever: no query more', () => {
    expect(rowQueriesOf(contextOf(DEFAULT_DIVISION), SOURCE, [ORDER])).toEqual([]);
  });

  it('that is a further one come with the rows of its customers and products, in the same call', () => {
    const queries = rowQueriesOf(contextOf(FURTHER_DIVISION), SOURCE, [ORDER]);
    // Salesforce takes five queries in a call, and the orders themselves need three.
    expect(queries).toHaveLength(2);
    for (const query of queries) expect(query).toContain(`Division__c = '${FURTHER_DIVISION}'`);
  });

  it('have the items of their rows; one without a row is looked for by what the product says', async () => {
    const rows: LinkRow[] = [{ Exact_Id__c: 'of the row', Product__c: PRODUCT }];
    const itemIn = async (links: readonly LinkRow[]) => {
      const { linesOf } = await ordersInDivision(contextOf(FURTHER_DIVISION), orderOf('on the product'), links);
      return linesOf.get(ORDER)?.[0]?.Product2?.Exact_Id__c;
    };
    expect(await itemIn(rows)).toBe('of the row');
    expect(await itemIn([])).toBe('on the product');
  });
});
