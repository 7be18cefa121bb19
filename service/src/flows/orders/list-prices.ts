import { soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { LineRow } from './types.ts';

/** An entry of the standard price book. */
interface StandardEntry extends SalesforceRow {
  readonly Product2Id: string;
  readonly Price_Quantity__c: number | null;
  readonly CurrencyIsoCode?: string;
}

/** Fields of the price book entry of a line that tell what its price is of. */
export function listPriceFields(hasMultiCurrency: boolean): string[] {
  const fields = ['UnitPrice', 'UseStandardPrice', 'Price_Quantity__c', ...(hasMultiCurrency ? ['CurrencyIsoCode'] : [])];
  return fields.map((field) => `PricebookEntry.${field}`);
}

/**
 * Lines whose price book entry follows the standard price, with the number of pieces that the standard price is of: the entry itself does
 * not tell. One call where there are such lines, none else.
 */
export async function withStandardPieces({ salesforce }: FlowContext, lines: readonly LineRow[]): Promise<readonly LineRow[]> {
  const following = lines.filter(({ PricebookEntry }) => PricebookEntry?.UseStandardPrice === true);
  if (following.length === 0) return lines;
  const { hasMultiCurrency } = await salesforce.features();
  const queries = soqlForValues(
    'Product2Id',
    [...new Set(following.flatMap(({ Product2 }) => Product2?.Id ?? []))],
    (condition) =>
      `SELECT Product2Id, Price_Quantity__c${hasMultiCurrency ? ', CurrencyIsoCode' : ''} FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND ${condition}`,
  );
  const standard = (await salesforce.queryMany<StandardEntry>(queries)).flat();
  const pieces = new Map(standard.map((entry) => [keyOf(entry.Product2Id, entry.CurrencyIsoCode), entry.Price_Quantity__c]));
  return lines.map((line) => {
    const { PricebookEntry: entry, Product2: product } = line;
    if (entry?.UseStandardPrice !== true) return line;
    return {
      ...line,
      PricebookEntry: { ...entry, Price_Quantity__c: pieces.get(keyOf(product?.Id, entry.CurrencyIsoCode)) ?? null },
    };
  });
}

function keyOf(productId: string | undefined, currency: string | undefined): string {
  return `${productId ?? ''}/${currency ?? ''}`;
}
