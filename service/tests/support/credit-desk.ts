import { eventually } from './eventually.ts';
import { unpolledSettings } from './flow-settings.ts';
import { enterItems, enterOrder, item, type MadeOrder } from './shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from './world.ts';

/** A world in which orders beyond the credit of their customer are held. */
export interface CreditDesk {
  readonly world: World;
  /** In Exact, with a credit line of 20. */
  readonly debtorId: string;
  /** An activated order of the customer; a lamp is 9.00 without VAT, and a line has two. */
  enterOrderOf(lamps: number): Promise<MadeOrder>;
}

/** Opens a desk with one customer and one product. Orders are not polled: what goes is pushed, approved, or goes by itself since its customer stands better. */
export async function openCreditDesk(): Promise<CreditDesk> {
  const { flows, ...rest } = unpolledSettings({
    products: { everyMinutes: 1 },
    orders: { sendFrom: '2020-01-01T00:00:00Z', credit: { block: 'both', daysOverdue: 30 } },
  }) as { flows: object };
  const world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  await enterItems(world, [{ row: item('LAMP'), price: 9 }]);
  await world.exact.seed(DIVISION, { 'crm/Accounts': [{ Name: 'Lampkoper', Status: 'C', CreditLineSales: 20 }] });
  const debtor = (await world.exact.rows(DIVISION, 'crm/Accounts')).find(({ Name }) => Name === 'Lampkoper');
  const debtorId = String(debtor?.['ID']).toLowerCase();
  await world.saveConfiguration({
    ...rest,
    flows: { ...flows, invoices: { enabled: true, everyMinutes: 5 }, credit: { enabled: true, everyMinutes: 1 } },
  });
  await eventually(
    () => world.salesforce.rows('PricebookEntry'),
    (entries) => entries.some(({ UnitPrice }) => UnitPrice === 9),
    'the price of the lamp',
  );
  const [accountId = ''] = await world.salesforce.seed([
    { object: 'Account', fields: { Name: 'Lampkoper B.V.', Exact_Id__c: debtorId } },
  ]);
  return {
    world,
    debtorId,
    enterOrderOf: async (lamps) => {
      const lines = Array.from({ length: lamps }, () => ({ code: 'LAMP', price: 9 }));
      const order = await enterOrder(world, 'Lampkoper', { lines, isDraft: true });
      for (const fields of [{ AccountId: accountId }, { Status: 'Activated' }])
        await world.salesforce.seed([{ id: order.orderId, object: 'Order', fields }]);
      return order;
    },
  };
}
