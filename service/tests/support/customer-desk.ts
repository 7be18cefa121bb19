import { companyDay, type StoredRow } from '../../../simulators/data/index.ts';
import { firstPoll } from './first-poll.ts';
import { enterItems, enterLine, item } from './shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type Answer, type World } from './world.ts';

export interface Customer {
  readonly accountId: string;
  readonly contactIds: readonly string[];
}

export interface OrderOf {
  readonly orderId: string;
  readonly number: string;
}

/** A world in which orders of customers that Exact may know are pushed one by one. */
export interface CustomerDesk {
  readonly world: World;
  /** The settings of the desk, with `further` keys. */
  configure(further?: Readonly<Record<string, unknown>>): Promise<void>;
  enterCustomer(account: StoredRow, contacts: readonly StoredRow[]): Promise<Customer>;
  enterContact(accountId: string, fields: StoredRow): Promise<string>;
  /** One activated order of two pieces at 100. */
  enterOrderOf(customer: Customer, fields?: StoredRow): Promise<OrderOf>;
  /** A debtor as an ERP user enters it; its id. */
  enterDebtor(fields: Record<string, string | boolean>): Promise<string>;
  push(order: OrderOf): Promise<Answer>;
  debtorNamed(name: string): Promise<StoredRow | undefined>;
  accountsWith(email: string): Promise<readonly StoredRow[]>;
  exactRow(path: string, id: string): Promise<StoredRow | undefined>;
  salesforceRow(object: string, id: string | undefined): Promise<StoredRow | undefined>;
}

/** Opens a desk with one synced product. */
export async function openDesk(): Promise<CustomerDesk> {
  const world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  await enterItems(world, [{ row: item('SKU-1'), price: 100 }]);
  await world.saveConfiguration(configuration(false));
  await world.run({ flow: 'products', mode: 'apply', full: true });
  await world.saveConfiguration(configuration(true));
  await firstPoll(world, 'orders');
  const { exact, salesforce } = world;
  const accounts = () => exact.rows(DIVISION, 'crm/Accounts');
  const salesforceRow = async (object: string, id: string | undefined): Promise<StoredRow | undefined> =>
    (await salesforce.rows(object)).find((row) => row['Id'] === id);
  const debtorNamed = async (name: string): Promise<StoredRow | undefined> =>
    (await accounts()).find((row) => row['Name'] === name);
  const enterContact = async (accountId: string, fields: StoredRow): Promise<string> => {
    const [id = ''] = await salesforce.seed([{ object: 'Contact', fields: { AccountId: accountId, ...fields } }]);
    return id;
  };
  return {
    world,
    salesforceRow,
    debtorNamed,
    enterContact,
    configure: (further = {}) => world.saveConfiguration({ ...configuration(true), ...further }),
    enterCustomer: async (account, contacts) => {
      const address = { BillingStreet: 'Damrak 1', BillingPostalCode: '1012 LG', BillingCity: 'Amsterdam' };
      const fields = { ...address, BillingCountry: 'Netherlands', ...account };
      const [accountId = ''] = await salesforce.seed([{ object: 'Account', fields }]);
      const contactIds: string[] = [];
      for (const contact of contacts) contactIds.push(await enterContact(accountId, contact));
      return { accountId, contactIds };
    },
    enterOrderOf: async ({ accountId }, fields = {}) => {
      const pricebook = (await salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
      const header = {
        AccountId: accountId,
        Status: 'Draft',
        EffectiveDate: companyDay(),
        Pricebook2Id: String(pricebook?.['Id']),
      };
      const [orderId = ''] = await salesforce.seed([{ object: 'Order', fields: { ...header, ...fields } }]);
      await enterLine(world, orderId, 'SKU-1', 100);
      await salesforce.seed([{ id: orderId, object: 'Order', fields: { Status: 'Activated' } }]);
      return { orderId, number: String((await salesforceRow('Order', orderId))?.['OrderNumber']) };
    },
    enterDebtor: async (fields) => {
      await exact.seed(DIVISION, { 'crm/Accounts': [{ Status: 'C', Country: 'NL', ...fields }] });
      return String((await debtorNamed(String(fields['Name'])))?.['ID']);
    },
    push: ({ orderId }) => world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000`),
    accountsWith: async (email) => (await accounts()).filter((row) => row['Email'] === email),
    exactRow: async (path, id) => (await exact.rows(DIVISION, path)).find((row) => row['ID'] === id),
  };
}

/** The flows are not polled: what is sent is sent by a person. */
function configuration(hasOrders: boolean): Record<string, unknown> {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: true, everyMinutes: 1_440 },
      orders: { enabled: hasOrders, everyMinutes: 1_440, sendFrom: '2020-01-01T00:00:00Z' },
    },
  };
}
