import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeSimulators, errorText, startConnected, type TestClient } from './testing/client.ts';

const NOWHERE = '00000000-0000-0000-0000-00000000dead';

describe('writing', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await startConnected();
  });
  afterAll(closeSimulators);

  const post = (path: string, body: unknown) => client.api('POST', path, {}, body);
  const put = (path: string, body: unknown) => client.api('PUT', path, {}, body);

  describe('any entity', () => {
    it('answers 201 with computed fields as null, unless a representation is preferred', async () => {
      const bare = await post('crm/Accounts', { Name: 'Bare' });
      expect(bare.status).toBe(201);
      expect(bare.body).toMatchObject({ d: { ID: expect.any(String), Name: 'Bare', Code: null, Country: null, Created: null } });
      expect(bare.headers.get('location')).toContain('/crm/Accounts(guid');
      expect(await client.create('crm/Accounts', { Name: 'Whole' })).toMatchObject({
        Country: 'NL ',
        Created: expect.stringMatching(/^\/Date\(/),
      });
    });

    it.each([
      ['an unknown property', 'crm/Accounts', { Name: 'A', Kode: '1' }, 400, "The property name 'Kode'"],
      ['nested contacts on an account', 'crm/Accounts', { Name: 'A', Contacts: [] }, 400, "The property name 'Contacts'"],
      ['a read-only property', 'crm/Accounts', { Name: 'A', IsSales: true }, 400, 'read-only'],
      ['a value of another type', 'crm/Accounts', { Name: 7 }, 400, "'Name' to type 'Edm.String'"],
      ['a number as text', 'logistics/SalesItemPrices', { Price: '12.50' }, 400, "'Price' to type 'Edm.Double'"],
      ['a flag that is no number', 'logistics/Items', { Code: 'x', Description: 'x', IsWebshopItem: true }, 400, 'Edm.Byte'],
      ['a missing mandatory field', 'logistics/Items', { Code: 'x' }, 500, 'Mandatory: Description'],
      ['several missing ones, joined', 'logistics/Items', {}, 500, 'Mandatory: Code\r\nMandatory: Description'],
      ['a guid that points nowhere', 'crm/Contacts', { Account: NOWHERE, LastName: 'X' }, 500, 'Invalid reference: Account'],
      [
        'a guid of what this company does not keep',
        'crm/Accounts',
        { Name: 'A', LeadSource: NOWHERE },
        500,
        'Invalid reference: LeadSource',
      ],
      ['a text that is too long', 'logistics/Items', { Code: 'x', Description: 'x'.repeat(61) }, 500, 'maximum length is 60'],
      ['a list instead of an object', 'crm/Accounts', [], 400, 'valid top-level resource object'],
    ])('refuses %s', async (_, path, body, status, text) => {
      const reply = await post(path, body);
      expect(reply.status).toBe(status);
      expect(errorText(reply)).toContain(text);
    });

    it('refuses writes where there are none to be had', async () => {
      expect((await post('logistics/ItemGroups', { Code: 'X' })).status).toBe(403);
      expect((await post('sync/Logistics/Items', {})).status).toBe(405);
      expect((await put(`crm/Accounts(guid'${NOWHERE}')`, { Name: 'X' })).status).toBe(404);
      expect((await client.api('DELETE', `crm/Accounts(guid'${NOWHERE}')`)).status).toBe(404);
    });

    it('refuses a body that is not JSON or is not said to be', async () => {
      expect((await post('crm/Accounts', '{"Name"')).status).toBe(400);
      expect((await client.api('POST', 'crm/Accounts', {}, 'Name=X', { 'content-type': 'text/plain' })).status).toBe(415);
    });

    it('answers a PUT and a DELETE with 204 and nothing', async () => {
      const { ID } = await client.create('crm/Accounts', { Name: 'Before' });
      const changed = await put(`crm/Accounts(guid'${String(ID)}')`, { Name: 'After' });
      expect([changed.status, changed.text]).toEqual([204, '']);
      expect(await client.rows('crm/Accounts', { $filter: `ID eq guid'${String(ID)}'`, $select: 'Name' })).toMatchObject([
        { Name: 'After' },
      ]);
      expect((await client.api('DELETE', `crm/Accounts(guid'${String(ID)}')`)).status).toBe(204);
      expect((await client.get(`crm/Accounts(guid'${String(ID)}')`)).status).toBe(404);
    });

    it.each([
      ['2026-03-04', Date.UTC(2026, 2, 4)],
      ['2026-03-04T15:30:00', Date.UTC(2026, 2, 4)],
      ['03/04/2026 00:00:00', Date.UTC(2026, 2, 4)],
      ['/Date(1772582400000)/', Date.UTC(2026, 2, 4)],
      ['2026-03-04T23:30:00Z', Date.UTC(2026, 2, 5)],
    ])('reads the date %s', async (text, expected) => {
      const account = await client.create('crm/Accounts', { Name: 'Dated', StartDate: text });
      expect(account['StartDate']).toBe(`/Date(${expected})/`);
    });
  });

  describe('accounts', () => {
    it('are numbered on from the highest code', async () => {
      await client.create('crm/Accounts', { Name: 'Hundred', Code: '100' });
      expect((await client.create('crm/Accounts', { Name: 'Next' }))['Code']).toBe('101'.padStart(18));
    });

    it('refuse a code twice, and any code in a PUT', async () => {
      const { ID, Code } = await client.create('crm/Accounts', { Name: 'Own' });
      expect(errorText(await post('crm/Accounts', { Name: 'Twin', Code: String(Code).trim() }))).toBe('Already exists');
      const reply = await put(`crm/Accounts(guid'${String(ID)}')`, { Code });
      expect([reply.status, errorText(reply)]).toEqual([500, 'Already exists']);
    });

    it.each([
      [{ Country: 'Nederland' }, 'Country - Nederland'],
      [{ Country: 'XX' }, 'Country - XX'],
      [{ Country: 'BE', State: 'NH' }, 'State - NH'],
      [{ SalesVATCode: '99' }, 'SalesVATCode - 99'],
      [{ PaymentConditionSales: '99' }, 'PaymentConditionSales - 99'],
      [{ Status: 'X' }, 'Status - X'],
    ])('refuse %j', async (fields, text) => {
      const reply = await post('crm/Accounts', { Name: 'Wrong', ...fields });
      expect(reply.status).toBe(500);
      expect(errorText(reply)).toContain(text);
    });

    it('empty a currency the company does not use, and take a padded VAT code', async () => {
      const account = await client.create('crm/Accounts', {
        Name: 'Codes',
        SalesCurrency: 'JPY',
        SalesVATCode: '2  ',
        State: 'NH',
      });
      expect(account).toMatchObject({ SalesCurrency: null, SalesVATCode: '2  ', State: 'NH' });
    });

    it('are their own main visit address', async () => {
      const { ID } = await client.create('crm/Accounts', {
        Name: 'Moved',
        AddressLine1: 'Keizersgracht 12-B',
        City: 'Amsterdam',
      });
      const addresses = () => client.rows('crm/Addresses', { $filter: `Account eq guid'${String(ID)}'` });
      const [visit] = await addresses();
      expect(visit).toMatchObject({ AddressLine1: 'Keizersgracht 12-B', Type: 1, Main: true, Country: 'NL ' });
      await put(`crm/Accounts(guid'${String(ID)}')`, { City: 'Utrecht' });
      expect(await addresses()).toMatchObject([{ ID: visit?.['ID'], City: 'Utrecht' }]);
      await put(`crm/Addresses(guid'${String(visit?.['ID'])}')`, { City: 'Delft' });
      expect(await client.rows('crm/Accounts', { $filter: `ID eq guid'${String(ID)}'` })).toMatchObject([{ City: 'Delft' }]);
    });

    it('take a main contact of their own only', async () => {
      const { ID } = await client.create('crm/Accounts', { Name: 'Boss' });
      const other = await client.create('crm/Accounts', { Name: 'Other' });
      const contact = await client.create('crm/Contacts', { Account: ID, FirstName: 'Anna', LastName: 'Łukasz' });
      expect(contact).toMatchObject({ FullName: 'Anna Łukasz', IsMainContact: false });
      expect((await put(`crm/Accounts(guid'${String(other['ID'])}')`, { MainContact: contact['ID'] })).status).toBe(500);
      expect((await put(`crm/Accounts(guid'${String(ID)}')`, { MainContact: contact['ID'] })).status).toBe(204);
      expect(await client.rows('crm/Contacts', { $filter: `Account eq guid'${String(ID)}'` })).toMatchObject([
        { IsMainContact: true },
      ]);
      expect((await post('crm/Contacts', { Account: ID })).status).toBe(500);
    });
  });

  describe('addresses', () => {
    it('that are already there are answered instead of created', async () => {
      const { ID } = await client.create('crm/Accounts', { Name: 'Depot' });
      const address = {
        Account: ID,
        Type: 4,
        AddressLine1: 'Rue Neuve 12 bte 3',
        Postcode: '1000',
        City: 'Brussel',
        Country: 'BE',
      };
      const first = await client.create('crm/Addresses', address);
      expect((await client.create('crm/Addresses', address))['ID']).toBe(first['ID']);
      expect((await client.create('crm/Addresses', { ...address, City: 'Gent' }))['ID']).not.toBe(first['ID']);
      expect(first['Main']).toBe(true);
    });

    it('refuse a type that does not exist', async () => {
      const { ID } = await client.create('crm/Accounts', { Name: 'Typed' });
      expect((await post('crm/Addresses', { Account: ID, Type: 9 })).status).toBe(500);
    });
  });

  describe('items and prices', () => {
    it('refuse a code twice whatever its case, and a barcode with letters', async () => {
      await client.create('logistics/Items', { Code: 'Unique', Description: 'One' });
      expect(errorText(await post('logistics/Items', { Code: 'UNIQUE', Description: 'Two' }))).toBe('Already exists');
      expect((await post('logistics/Items', { Code: 'B', Description: 'B', Barcode: '12A' })).status).toBe(500);
    });

    it('drop a ledger account of another company without a word', async () => {
      const item = await client.create('logistics/Items', { Code: 'GL', Description: 'Ledger', GLRevenue: NOWHERE });
      expect(item['GLRevenue']).toBeNull();
    });

    it('default what is left out, show the general price of today, and keep prices unique', async () => {
      const { ID } = await client.create('logistics/Items', { Code: 'PRICED', Description: 'Priced' });
      const price = { Item: ID, Price: 12.5, StartDate: '2024-01-01' };
      expect(await client.create('logistics/SalesItemPrices', price)).toMatchObject({
        Currency: 'EUR',
        Unit: 'pc      ',
        Quantity: 1,
        ItemCode: 'PRICED',
      });
      const twin = await post('logistics/SalesItemPrices', { ...price, Price: 9 });
      expect([twin.status, errorText(twin)]).toEqual([500, expect.stringContaining('Must be: Unique - ')]);
      await client.create('logistics/SalesItemPrices', { ...price, Price: 10, Quantity: 10 });
      await client.create('logistics/SalesItemPrices', { ...price, Price: 99, StartDate: '2999-01-01' });
      expect(await client.rows('logistics/Items', { $filter: "Code eq 'PRICED'" })).toMatchObject([
        { StandardSalesPrice: 12.5, Unit: 'pc      ' },
      ]);
    });
  });
});
