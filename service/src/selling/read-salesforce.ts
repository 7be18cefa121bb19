import type { FlowContext } from '../flows/index.ts';
import { CREDIT, SHOWN_CREDIT, type ShownCredit } from '../flows/credit/index.ts';
import { LinkedAccounts } from '../flows/customers/index.ts';
import { itemIdOf, LinkedProducts, type LinkedProduct } from '../flows/items/index.ts';
import { soqlIn, soqlText } from '../salesforce/index.ts';
import type { StockRow } from './stock.ts';
import type { SellingQuestion } from './types.ts';

/** A product that is an item of the division. */
export interface SoldProduct extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly Name: string;
  readonly Exact_Unit__c: string | null;
  readonly Exact_Vat_Code__c: string | null;
  /** Description of its item group, or the code where that has none. */
  readonly Exact_Item_Group__c: string | null;
  readonly Exact_Stock_Managed__c: boolean;
}

/** What Salesforce knows of a question, without any call of Exact. */
export interface SalesforceFacts {
  /** Undefined for an account that is no debtor of the division. */
  readonly account: ShownCredit | undefined;
  /** By id; only those that are items. */
  readonly products: ReadonlyMap<string, SoldProduct>;
  readonly stock: readonly StockRow[];
  /** What the account owes by the rows of the invoices flow, as JSON numbers. */
  readonly owed: readonly unknown[];
}

const PRODUCT_FIELDS = [
  ...['ProductCode', 'Name', 'Exact_Unit__c', 'Exact_Vat_Code__c', 'Exact_Item_Group__c', 'Exact_Stock_Managed__c'],
];
const STOCK_FIELDS =
  'Id, Product__c, Warehouse__c, Warehouse_Code__c, Available__c, In_Total__c, Next_Expected_On__c, Next_Expected_Quantity__c';

/** Reads what flows have brought to Salesforce: three calls, side by side. */
export async function readSalesforce(context: FlowContext, { accountId, lines }: SellingQuestion): Promise<SalesforceFacts> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  const accounts = new LinkedAccounts<ShownCredit>(context, SHOWN_CREDIT, CREDIT.name);
  const products = new LinkedProducts<SoldProduct>(context, PRODUCT_FIELDS);
  const ofDivision = `Division__c = ${soqlText(String(context.division))}`;
  const [account, sold, [stock = [], receivables = []]] = await Promise.all([
    all(accounts.pages((path) => `${path}Id = ${soqlText(accountId)}`)),
    all(products.pages((_path, id) => soqlIn(id, productIds))),
    context.salesforce.queryMany<StockRow>([
      `SELECT ${STOCK_FIELDS} FROM ExactStock__c WHERE ${ofDivision} AND ${soqlIn('Product__c', productIds)}`,
      `SELECT Id, Company_Amount__c FROM ExactReceivable__c WHERE ${ofDivision} AND Is_Open__c = true AND Account__c = ${soqlText(accountId)}`,
    ]),
  ]);
  return {
    account: account[0],
    products: new Map(sold.flatMap((product) => (itemIdOf(product) === '' ? [] : [[product.Id, product] as const]))),
    stock,
    owed: receivables.map((row) => row['Company_Amount__c']),
  };
}

async function all<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
