import type { ExactAccountTerms, ExactDebtorCredit } from '../../exact/index.ts';
import type { Configuration, MappedValue, TargetLimits } from '../../mapping/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';
import { CREDIT_SETTINGS, type TERM_FIELDS } from './settings.ts';
import type { LinkedAccount } from '../customers/index.ts';
import type { CreditAccount } from './types.ts';

type Terms = Readonly<Record<(typeof TERM_FIELDS)[number], MappedValue>>;

const PERCENT = 100;
/** Decimals of a percentage where nobody says how many its field keeps. */
const USUAL_DECIMALS = 4;

/** What an account says whose terms nobody knows. */
export const NO_TERMS: Terms = {
  Exact_Currency__c: null,
  Exact_Sales_Vat_Code__c: null,
  Exact_Discount__c: null,
  Exact_Price_List_Id__c: null,
};

/** What an account says of the terms on which its debtor buys. Where one of them does not fit none is said: half of them would be others. Pure. */
export function termsOf(debtor: ExactDebtorCredit, limits: ReadonlyMap<string, TargetLimits>): Terms {
  const texts = {
    Exact_Currency__c: debtor.SalesCurrency,
    Exact_Sales_Vat_Code__c: debtor.SalesVATCode,
    Exact_Price_List_Id__c: debtor.PriceList?.toLowerCase() ?? null,
  };
  const fits = Object.entries(texts).every(([field, text]) => (text?.length ?? 0) <= (limits.get(field)?.length ?? Infinity));
  if (!fits) return NO_TERMS;
  const discount = toDecimal(debtor.DiscountSales)?.times(PERCENT) ?? new Decimal(0);
  const scale = limits.get('Exact_Discount__c')?.scale ?? USUAL_DECIMALS;
  return { ...texts, Exact_Discount__c: amountText(roundTo(discount, scale)) };
}

/** Fields of an account that say what this flow knows of its debtor. */
export const SHOWN_CREDIT = [
  ...['Exact_Credit_Synced_At__c', 'Exact_Credit_Line__c', 'Exact_Open_Orders__c', 'Exact_Blocked__c'],
  ...['Exact_Currency__c', 'Exact_Sales_Vat_Code__c', 'Exact_Discount__c', 'Exact_Price_List_Id__c'],
] as const;

/** An account with `SHOWN_CREDIT`. */
export interface ShownCredit extends LinkedAccount, Pick<CreditAccount, (typeof SHOWN_CREDIT)[number]> {}

/** What an account shows of its debtor. */
export interface KnownDebtor {
  /** Under Exact's names. */
  readonly terms: ExactAccountTerms;
  /** What of his orders is not invoiced, with VAT, in the currency of the company. */
  readonly notInvoiced: Decimal;
}

/**
 * What an account of this division shows of its debtor; undefined where it shows none: nobody looked yet, the settings leave it out or
 * say something else there, or it belongs to another division. Pure.
 */
export function knownDebtor(account: ShownCredit, configuration: Configuration): KnownDebtor | undefined {
  const orders = toDecimal(account.Exact_Open_Orders__c);
  const discount = toDecimal(account.Exact_Discount__c);
  const isRead = account.isLed !== true && account.Exact_Credit_Synced_At__c !== null;
  // Whoever has terms has a discount, were it of nothing.
  if (!isRead || discount === null || orders === null || !saysBlocked(configuration)) return undefined;
  const line = toDecimal(account.Exact_Credit_Line__c);
  return {
    notInvoiced: orders,
    terms: {
      ID: account.Exact_Id__c ?? '',
      Name: account.Name,
      PriceList: account.Exact_Price_List_Id__c,
      SalesVATCode: account.Exact_Sales_Vat_Code__c,
      SalesCurrency: account.Exact_Currency__c,
      DiscountSales: amountText(discount.div(PERCENT)),
      CreditLineSales: line === null ? null : amountText(line),
      Blocked: account.Exact_Blocked__c,
    },
  };
}

/** A rule fills the checkbox, and settings may have another one. */
function saysBlocked(configuration: Configuration): boolean {
  const rule = CREDIT_SETTINGS.of(configuration).rules.find(({ field }) => field === 'Exact_Blocked__c');
  return rule?.formula.text === 'debtor.Blocked' && rule.policy === 'always';
}
