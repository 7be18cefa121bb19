import { afterEach, describe, expect, it } from '@jest/globals';
import { startExactSimulator } from '../../../simulators/exact/index.ts';
import { createExactClients, type ExactClients } from './clients.ts';
import { guidEquals, newerThan, paddedAccountCode, textEquals } from './filter.ts';
import type { ExactCredentials } from './ports.ts';
import {
  ACCOUNTS,
  ADDRESSES,
  BULK_ITEM_PRICES,
  CONTACTS,
  DELETED,
  DELETED_ENTITY_TYPES,
  ITEMS,
  SALES_ORDERS,
  SALES_ORDER_LINES,
  SYNC_ITEM_PRICES,
  SYNC_ITEMS,
} from './resources/index.ts';
import { REFERENCE_LIST_NAMES } from './reference-lists.ts';
import { OpenBudget, OpenMemory } from './testing.ts';
import type { ExactDivision } from './types.ts';
import { decimalNumber } from '../wire/index.ts';
import { MemoryVault } from '../wire/testing/memory-vault.ts';

const DIVISION = 730001;
const REDIRECT_URI = 'https://tandem.example/cb';
const APP = { clientId: 'client', clientSecret: 'secret', webhookSecret: 'hook', redirectUris: [REDIRECT_URI] };
/** A token then lives six seconds. */
const TIME_SCALE = 100;

interface Stage {
  readonly url: string;
  readonly clients: ExactClients;
  readonly vault: MemoryVault<ExactCredentials>;
  readonly memory: OpenMemory;
  readonly division: ExactDivision;
  control(path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function start(options: { acceptsOrInFilters?: boolean } = {}): Promise<Stage> {
  const simulator = await startExactSimulator({
    timeScale: TIME_SCALE,
    app: APP,
    limits: null,
    divisions: [{ code: DIVISION, name: 'Holland BV', currency: 'EUR', country: 'NL', isMain: true }],
    ...options,
  });
  const control = async (path: string, body?: unknown) => {
    const answer = await fetch(`${simulator.url}/_control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`control ${path}: ${await answer.text()}`);
    return await answer.json().catch(() => undefined);
  };
  const vault = new MemoryVault<ExactCredentials>({ country: 'nl', refreshToken: '' });
  const memory = new OpenMemory();
  const clients = createExactClients({
    appOf: () => ({ country: 'nl', baseUrl: simulator.url, clientId: APP.clientId, clientSecret: APP.clientSecret }),
    vault,
    budget: new OpenBudget(),
    memory,
    now: () => new Date(),
    timeScale: TIME_SCALE,
  });
  const { code } = (await control('consent', { redirectUri: REDIRECT_URI })) as { code: string };
  const { credentials } = await clients.connect({
    country: 'nl',
    grant: { kind: 'code', code, redirectUri: REDIRECT_URI },
    divisions: [DIVISION],
  });
  vault.hold(credentials);
  const division = await clients.division('org', DIVISION, 'batch');
  stage = {
    url: simulator.url,
    clients,
    vault,
    memory,
    division,
    control,
    close: async () => {
      await clients.close();
      await simulator.close();
    },
  };
  return stage;
}

const seedItems = (count: number) => ({
  division: DIVISION,
  entities: {
    'logistics/Items': Array.from({ length: count }, (_, index) => ({
      Code: `SKU'${index}`,
      Description: `Stuk ${index} é 🚲`,
      IsSalesItem: true,
      Unit: 'pc',
      SalesVatCode: '2',
    })),
  },
});

describe('against the simulated Exact Online', () => {
  it('reads a sync stream over its pages and goes on from the newest row', async () => {
    const { division, control } = await start();
    await control('seed', seedItems(1_100));
    const pages: number[] = [];
    let newest = 0n;
    for await (const rows of division.pages(SYNC_ITEMS, { filter: newerThan('1') })) {
      pages.push(rows.length);
      for (const { Timestamp: timestamp } of rows) if (BigInt(timestamp) > newest) newest = BigInt(timestamp);
    }

    expect(pages).toEqual([1_000, 100]);
    expect(await division.find(SYNC_ITEMS, { filter: newerThan(String(newest)) })).toEqual([]);
  });

  it('finds items by code, in one call where alternatives are taken and one by one where not', async () => {
    for (const acceptsOrInFilters of [true, false]) {
      const { division, control, memory, close } = await start({ acceptsOrInFilters });
      await control('seed', seedItems(3));
      const codes = ["SKU'0", "SKU'1", "SKU'2", 'none'];

      expect((await division.findAny(ITEMS, 'Code', 'text', codes)).map(({ Code: code }) => code).sort()).toEqual(
        codes.slice(0, 3),
      );
      expect([...memory.known.values()]).toEqual([acceptsOrInFilters]);
      expect(division.callsSpent).toBe(acceptsOrInFilters ? 1 : 5);
      stage = undefined;
      await close();
    }
  });

  it('makes a customer with a contact and an address, and an order whose amounts come back to the cent', async () => {
    const { division, control } = await start();
    await control('seed', seedItems(1));
    const [item] = await division.find(ITEMS, { filter: textEquals('Code', "SKU'0") });
    const account = await division.create(ACCOUNTS, {
      Name: "O'Neill & Zn.",
      Status: 'C',
      Country: 'NL',
      Email: 'a@example.com',
    });
    const contact = await division.create(CONTACTS, { Account: account.ID, LastName: 'Jansen' });
    await division.update(ACCOUNTS, account.ID, { MainContact: contact.ID });
    const address = await division.create(ADDRESSES, {
      Account: account.ID,
      Type: 4,
      AddressLine1: 'Keizersgracht 12-B',
      Country: 'NL',
    });

    const order = await division.create(SALES_ORDERS, {
      OrderedBy: account.ID,
      YourRef: '00000100',
      DeliveryAddress: address.ID,
      SalesOrderLines: [{ Item: item?.ID, Quantity: decimalNumber('3'), NetPrice: decimalNumber('10.10'), VATCode: '2' }],
    });

    expect(order).toMatchObject({ YourRef: '00000100', AmountFCExclVat: '30.3' });
    expect(await division.find(ACCOUNTS, { filter: textEquals('Code', paddedAccountCode(account.Code)) })).toMatchObject([
      { ID: account.ID, Name: "O'Neill & Zn.", MainContact: contact.ID, Country: 'NL' },
    ]);
    expect(await division.findAny(SALES_ORDERS, 'YourRef', 'text', ['00000100'])).toMatchObject([
      { OrderID: order.OrderID, OrderNumber: order.OrderNumber },
    ]);
    const lines = await division.find(SALES_ORDER_LINES, { filter: guidEquals('OrderID', order.OrderID) });
    expect(lines).toMatchObject([{ ItemCode: "SKU'0", Quantity: '3', NetPrice: '10.1', VATCode: '2' }]);
  });

  it('reads prices by item and as a stream, and deletions', async () => {
    const { division, control, url } = await start();
    const { ids } = (await control('seed', seedItems(1))) as { ids: Record<string, string[]> };
    const item = ids['logistics/Items']?.[0] ?? '';
    await control('seed', {
      division: DIVISION,
      entities: { 'logistics/SalesItemPrices': [{ Item: item, Price: 0, Currency: 'EUR', Unit: 'pc', Quantity: 1 }] },
    });

    expect(await division.findAny(BULK_ITEM_PRICES, 'Item', 'guid', [item])).toMatchObject([
      { Price: '0', Currency: 'EUR', Account: null },
    ]);
    const [price] = await division.find(SYNC_ITEM_PRICES, { filter: newerThan('1') });
    expect(price).toMatchObject({ Item: item, Price: '0' });

    await fetch(`${url}/_control/rows/${DIVISION}/logistics/SalesItemPrices/${price?.ID}`, { method: 'DELETE' });
    expect(await division.find(DELETED, { filter: newerThan('1') })).toMatchObject([
      { EntityType: DELETED_ENTITY_TYPES.itemPrices, EntityKey: price?.ID },
    ]);
  });

  it('reads every reference list', async () => {
    const { clients, division } = await start();
    const lists = clients.references('org', division);

    for (const name of REFERENCE_LIST_NAMES) expect((await lists.list(name)).length).toBeGreaterThan(0);
    expect(await lists.vatCodes()).toContainEqual(expect.objectContaining({ Code: '2', Type: 'E', Percentage: '0.21' }));
  });

  it('says which field is empty and what exists already', async () => {
    const { division, control } = await start();
    await control('seed', seedItems(1));

    await expect(division.create(ITEMS, { Code: 'X' })).rejects.toMatchObject({ code: 'exact_required_field' });
    await expect(division.create(ITEMS, { Code: "SKU'0", Description: 'again' })).rejects.toMatchObject({
      code: 'exact_already_exists',
    });
    await expect(division.create(ITEMS, { Code: 'Y', Description: 'y', Nonsense: 1 })).rejects.toMatchObject({
      code: 'exact_bad_request',
    });
  });

  it.each([
    ['resetAfter', 1],
    ['truncated', 1],
    ['resetBefore', 0],
    ['error500Html', 0],
  ])('does not know the outcome after %s and posts only once', async (kind, stored) => {
    const { division, control } = await start();
    await control('faults', { rules: [{ method: 'POST', path: 'crm/Accounts', kind, times: 1 }] });

    await expect(division.create(ACCOUNTS, { Name: 'Once', Status: 'C' })).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await division.find(ACCOUNTS, { filter: textEquals('Name', 'Once') })).toHaveLength(stored);
  });
});
