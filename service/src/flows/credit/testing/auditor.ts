import { Decimal } from 'decimal.js';
import { DIVISION, type Stage } from '../../testing/stage.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Compares what accounts say of their credit with what people see in Exact. It knows nothing of the flow: it reads both systems by
 * itself and adds up by itself, whole orders from their lines.
 */
export async function creditDifferences(stage: Stage): Promise<string[]> {
  const [debtors, orders, lines] = await Promise.all(
    ['crm/Accounts', 'salesorder/SalesOrders', 'salesorder/SalesOrderLines'].map((path) =>
      stage.exact.rows(`${DIVISION}/${path}`),
    ),
  );
  const accounts = await stage.salesforce.rows('Account');
  const differences: string[] = [];
  for (const account of accounts.filter((row) => typeof row['Exact_Id__c'] === 'string')) {
    const debtor = debtors?.find((row) => String(row['ID']).toLowerCase() === account['Exact_Id__c']);
    const own = orders?.filter((order) => String(order['InvoiceTo']).toLowerCase() === account['Exact_Id__c']) ?? [];
    const ordered = own.reduce((sum, order) => sum.plus(openOf(order, lines ?? [])), new Decimal(0));
    const line = amount(debtor?.['CreditLineSales']);
    const wanted: Readonly<Record<string, Decimal | null>> = {
      Exact_Credit_Line__c: line.isZero() ? null : line,
      Exact_Open_Orders__c: ordered,
      Exact_Available_Credit__c: line.isZero() ? null : line.minus(amount(account['Exact_Open_Amount__c'])).minus(ordered),
    };
    for (const [field, expected] of Object.entries(wanted)) {
      const stands = account[field] == null ? null : amount(account[field]);
      if (text(stands) !== text(expected))
        differences.push(`${field} of ${String(account['Name'])}: ${text(stands)}, in Exact ${text(expected)}`);
    }
    if ((account['Exact_Blocked__c'] === true) !== (debtor?.['Blocked'] === true))
      differences.push(`${String(account['Name'])} is blocked in one of the two`);
  }
  return differences;
}

/** What is left to be invoiced of an order in the currency of the company. */
function openOf(order: Row, lines: readonly Row[]): Decimal {
  if ([21, 45].includes(Number(order['Status'])) || [21, 45].includes(Number(order['InvoiceStatus']))) return new Decimal(0);
  const own = lines.filter((line) => line['OrderID'] === order['OrderID']);
  const worth = (line: Row): Decimal => amount(line['AmountFC']).plus(amount(line['VATAmount']));
  const all = own.reduce((sum, line) => sum.plus(worth(line)), new Decimal(0));
  const left = own.reduce((sum, line) => {
    const [ordered, invoiced] = [amount(line['Quantity']), amount(line['QuantityInvoiced'])];
    const rest = ordered.minus(invoiced);
    return rest.isZero() || rest.isNegative() !== ordered.isNegative() ? sum : sum.plus(worth(line).times(rest).div(ordered));
  }, new Decimal(0));
  const total = amount(order['AmountDC']);
  if (own.every((line) => amount(line['QuantityInvoiced']).isZero())) return total;
  return total.times(left).div(all).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function amount(value: unknown): Decimal {
  return new Decimal(typeof value === 'number' || typeof value === 'string' ? value : 0);
}

function text(value: Decimal | null): string {
  return value === null ? 'nothing' : value.toFixed(2);
}
