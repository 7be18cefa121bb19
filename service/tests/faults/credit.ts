import { Decimal } from 'decimal.js';
import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { bringProducts, enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const DEBTORS = 'crm/Accounts';
const ORDERS = 'salesorder/SalesOrders';
/** As if the flow of invoices had told it. */
const OPEN = 250.5;

/** What two customers may still buy. With a change one has another credit line and a new order, and the order of the change before goes. */
export async function openCredit(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const [item = ''] = await bringProducts(faults, ['LAMP']);
  const debtorIds: string[] = [];
  for (const Name of ['Buyer', 'Watcher']) {
    const fields = { Name, Status: 'C', PaymentConditionSales: '30', CreditLineSales: 5_000 };
    debtorIds.push(await enterRow(world, DEBTORS, fields));
    const told = { Exact_Open_Amount__c: OPEN, Exact_Balance_Synced_At__c: new Date().toISOString() };
    await world.salesforce.seed([{ object: 'Account', fields: { Name, Exact_Id__c: debtorIds.at(-1) ?? '', ...told } }]);
  }
  const [buyer = ''] = debtorIds;
  await faults.configure({ products: true, orders: false, further: { credit: {} } });
  let changes = 0;
  let newest: string | undefined;
  return {
    flow: 'credit',
    change: async () => {
      changes += 1;
      const leaving = newest;
      const line = { Item: item, Quantity: changes, NetPrice: 10 };
      newest = await enterRow(world, ORDERS, { OrderedBy: buyer, SalesOrderLines: [line] }, 'OrderID');
      await erp(world, 'PATCH', `${DEBTORS}/${buyer}`, { CreditLineSales: 5_000 + changes });
      if (leaving !== undefined) await erp(world, 'DELETE', `${ORDERS}/${leaving}`);
    },
    faults: async () => {
      const [debtors, orders, accounts] = [
        await world.exact.rows(DIVISION, DEBTORS),
        await world.exact.rows(DIVISION, ORDERS),
        await world.salesforce.rows('Account'),
      ];
      return debtorIds.flatMap((debtorId) => {
        const account = accounts.find((row) => idIn(row, 'Exact_Id__c') === debtorId);
        const line = new Decimal(Number(debtors.find((row) => idIn(row) === debtorId)?.['CreditLineSales']));
        const ordered = orders
          .filter((order) => idIn(order, 'InvoiceTo') === debtorId)
          .reduce((sum, order) => sum.plus(Number(order['AmountDC'])), new Decimal(0));
        const wanted = [line, ordered, line.minus(OPEN).minus(ordered)].map((amount) => amount.toFixed(2)).join(', ');
        const shown = ['Exact_Credit_Line__c', 'Exact_Open_Orders__c', 'Exact_Available_Credit__c']
          .map((field) => (typeof account?.[field] === 'number' ? account[field].toFixed(2) : 'nothing'))
          .join(', ');
        return shown === wanted ? [] : [`wrong: ${String(account?.['Name'])} shows ${shown}, not ${wanted}`];
      });
    },
  };
}
