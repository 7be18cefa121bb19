import type { ExactAccountTerms, ExactVatCode } from '../exact/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import { documentTotals, isIncluding, vatCodeOfLine, vatRates } from '../tax/index.ts';
import type { FoundPrice } from './price.ts';
import type { SoldProduct } from './read-salesforce.ts';
import type { SellingPrice } from './types.ts';

/**
 * What a found price comes to for so many: less what the customer always gets off, which Exact takes off every price that nobody typed,
 * and with VAT by the code that an order line would get: the customer's, else the item's. The basis of the price follows that code.
 */
export function pricedLine(
  found: FoundPrice,
  facts: {
    readonly quantity: Decimal;
    readonly product: Pick<SoldProduct, 'Exact_Vat_Code__c'>;
    readonly terms: Pick<ExactAccountTerms, 'SalesVATCode' | 'DiscountSales'> | undefined;
    readonly vatCodes: readonly ExactVatCode[];
    readonly currency: string;
  },
): SellingPrice {
  const { quantity, product, terms, vatCodes, currency } = facts;
  const discount = toDecimal(terms?.DiscountSales ?? null) ?? new Decimal(0);
  const netPrice = found.price.times(new Decimal(1).minus(discount));
  const ofItem = product.Exact_Vat_Code__c;
  const { code } = vatCodeOfLine({ ofLine: undefined, ofDebtor: () => terms?.SalesVATCode, ofItem }, vatCodes);
  const rates = vatRates(vatCodes);
  const rate = code === null ? undefined : rates.get(code);
  const { net, vat, gross } = documentTotals([{ quantity, netPrice, rate }], currency);
  return {
    reason: found.reason,
    list: found.list,
    fromQuantity: found.fromQuantity.gt(1) ? found.fromQuantity : null,
    until: found.until,
    unitPrice: found.price,
    discount: discount.times(100),
    netPrice,
    vatCode: code,
    isVatIncluded: isIncluding(code, rates),
    amounts: { net, vat, gross },
  };
}
