import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { closeSimulators, errorText, startConnected, type TestClient } from './testing/client.ts';

const ITEMS = 130;

describe('reading', () => {
  let client: TestClient;
  let ids: string[];

  beforeAll(async () => {
    client = await startConnected();
    ids = await client.seed(
      'logistics/Items',
      Array.from({ length: ITEMS }, (_, index) => ({
        Code: `P-${String(index).padStart(3, '0')}`,
        Description: index === 7 ? "O'Neill, 100% wool" : `Product ${index}`,
        IsStockItem: index % 2 === 0,
        IsWebshopItem: index % 10 === 0 ? 1 : 0,
        SalesVatCode: '2',
        StartDate: '2024-02-18T00:00:00',
        NetWeight: index / 4,
      })),
    );
    await client.seed('crm/Accounts', [
      { Code: '25', Name: 'Alpha', City: 'Delft', Email: 'a@example.com', Status: 'C' },
      { Code: '26', Name: 'beta', Status: 'P' },
    ]);
  });
  afterAll(closeSimulators);

  const codes = async (filter: string): Promise<unknown[]> =>
    (await client.rows('bulk/Logistics/Items', { $select: 'Code', $filter: filter })).map((row) => row['Code']);

  describe('filters', () => {
    it.each([
      ["Code eq 'P-003'", ['P-003']],
      ["Code eq 'p-003'", ['P-003']],
      ["Description eq 'O''Neill, 100% wool'", ['P-007']],
      ["Code eq 'P-001' or Code eq 'P-002'", ['P-001', 'P-002']],
      ["(Code eq 'P-001' or Code eq 'P-002') and IsStockItem eq true", ['P-002']],
      ["Code ge 'P-127'", ['P-127', 'P-128', 'P-129']],
      ["startswith(Code,'P-12') and IsStockItem eq 0", ['P-121', 'P-123', 'P-125', 'P-127', 'P-129']],
      ["startswith(tolower(Code),'p-1') eq true and IsWebshopItem eq 1", ['P-100', 'P-110', 'P-120']],
      ["substringof('wool',Description)", ['P-007']],
      ['NetWeight gt 32', ['P-129']],
      ["StartDate lt datetime'2024-02-18T00:00:01' and Code lt 'P-001'", ['P-000']],
      ["EndDate eq null and Code eq 'P-005'", ['P-005']],
      ["SalesVatCode eq '2' and Code eq 'P-005'", ['P-005']],
    ])('understand %s', async (filter, expected) => {
      expect((await codes(filter)).sort()).toEqual(expected);
    });

    it('find a guid in any case', async () => {
      const [, second = ''] = ids;
      expect(await codes(`ID eq guid'${second.toUpperCase()}'`)).toEqual(['P-001']);
    });

    it.each([
      ["Kode eq 'P-003'", "No property 'Kode' exists"],
      ["Code eq 'P-003", 'Syntax error'],
      ['Code eq 3', 'incompatible with operand types'],
      ["Code eq guid'00000000-0000-0000-0000-000000000000'", 'incompatible'],
      ["ID eq guid'zzz'", 'Unrecognized'],
      ['length(Code) eq 3', "Unknown function 'length'"],
      ["Code eq 'a' and", 'Syntax error'],
      ['Code', 'not a boolean'],
    ])('refuse %s', async (filter, text) => {
      const reply = await client.get('bulk/Logistics/Items', { $select: 'Code', $filter: filter });
      expect(reply.status).toBe(400);
      expect(errorText(reply)).toContain(text);
    });

    it('find a padded account code only padded or trimmed', async () => {
      const names = async (filter: string) =>
        (await client.rows('crm/Accounts', { $filter: filter, $select: 'Name' })).map((row) => row['Name']);
      expect(await names("Code eq '25'")).toEqual([]);
      expect(await names(`Code eq '${'25'.padStart(18)}'`)).toEqual(['Alpha']);
      expect(await names("trim(Code) eq '25'")).toEqual(['Alpha']);
      expect(await names("Country eq 'NL' and Name eq 'BETA'")).toEqual(['beta']);
    });

    it('are demanded where a sync stream exists, naming the fields', async () => {
      const reply = await client.get('crm/Accounts', { $select: 'ID' });
      expect(reply.status).toBe(400);
      expect(errorText(reply)).toContain('ID, Code, Name, Email');
      expect((await client.get('crm/Accounts', { $select: 'ID', $filter: "Remarks eq 'x'" })).status).toBe(400);
    });

    it('are refused on fields that the endpoint does not list', async () => {
      const bulk = await client.get('bulk/Logistics/SalesItemPrices', { $select: 'ID', $filter: "Currency eq 'EUR'" });
      expect(errorText(bulk)).toContain("'Currency' cannot be used in $filter");
      expect((await client.get('sync/Logistics/Items', { $select: 'ID', $filter: "Code eq 'P-001'" })).status).toBe(400);
    });
  });

  describe('queries', () => {
    it.each([
      ['bulk/Logistics/Items', {}, 'Please add a $select'],
      ['sync/Logistics/Items', { $filter: 'Timestamp gt 1L', $select: '*' }, '$select=*'],
      ['vat/VATCodes', { $select: 'Kode' }, "named 'Kode'"],
      ['bulk/Logistics/Items', { $select: 'Code', $skip: '10' }, '$skip'],
      ['vat/VATCodes', { $format: 'json' }, '$format'],
      ['vat/VATCodes', { $expand: 'Account' }, "navigation property named 'Account'"],
      ['vat/VATCodes', { $top: 'x' }, '$top'],
    ])('on %s with %j are refused', async (path, query, text) => {
      const reply = await client.get(path, query);
      expect(reply.status).toBe(400);
      expect(errorText(reply)).toContain(text);
    });

    it('page by 60 with a link that carries the query, and meet every row once', async () => {
      const seen: unknown[] = [];
      let path = `/api/v1/1234/logistics/Items?$filter=${encodeURIComponent("startswith(Code,'P-')")}&$select=Code`;
      const sizes: number[] = [];
      while (path) {
        const reply = await client.call('GET', path);
        const { d } = reply.body as { d: { results: { Code: string }[]; __next?: string } };
        sizes.push(d.results.length);
        seen.push(...d.results.map((row) => row.Code));
        if (d.__next) expect(d.__next).toMatch(/\$filter=.*\$select=Code.*\$skiptoken=guid/);
        path = d.__next?.slice(client.simulator.url.length) ?? '';
      }
      expect(sizes).toEqual([60, 60, 10]);
      expect(new Set(seen).size).toBe(ITEMS);
    });

    it('sort and go on sorted on the next page', async () => {
      const first = await client.get('logistics/Items', {
        $filter: "startswith(Code,'P-')",
        $select: 'Code',
        $orderby: 'Code desc',
      });
      const { d } = first.body as { d: { results: { Code: string }[]; __next: string } };
      expect(d.results[0]?.Code).toBe('P-129');
      const second = await client.call('GET', d.__next.slice(client.simulator.url.length));
      expect((second.body as { d: { results: { Code: string }[] } }).d.results[0]?.Code).toBe('P-069');
    });

    it('answer $top as a bare array, and a count as text or beside the rows', async () => {
      const top = await client.get('logistics/Items', { $filter: "startswith(Code,'P-')", $select: 'Code', $top: '2' });
      expect((top.body as { d: unknown[] }).d).toHaveLength(2);
      const count = `/api/v1/1234/logistics/Items/$count?$filter=${encodeURIComponent('IsStockItem eq true')}`;
      expect((await client.call('GET', count, undefined, { accept: '*/*' })).text).toBe(String(ITEMS / 2));
      expect((await client.call('GET', count)).status).toBe(415);
      const inline = await client.get('logistics/Items', {
        $filter: 'IsStockItem eq true',
        $select: 'Code',
        $inlinecount: 'allpages',
      });
      expect((inline.body as { d: { __count: string } }).d.__count).toBe(String(ITEMS / 2));
    });

    it('page a $top that is larger than a page, and end where it ends', async () => {
      const first = await client.get('logistics/Items', { $filter: "startswith(Code,'P-')", $select: 'Code', $top: '70' });
      const { d } = first.body as { d: { results: unknown[]; __next: string } };
      expect(d.results).toHaveLength(60);
      const second = await client.call('GET', d.__next.slice(client.simulator.url.length));
      expect((second.body as { d: unknown[] }).d).toHaveLength(10);
    });

    it('read one entity by its key, and a missing one as 404', async () => {
      const reply = await client.get(`logistics/Items(guid'${ids[3] ?? ''}')`, { $select: 'Code,ID' });
      expect((reply.body as { d: Record<string, unknown> }).d).toMatchObject({
        Code: 'P-003',
        __metadata: {
          type: 'Exact.Web.Api.Models.Item',
          uri: expect.stringContaining(`/logistics/Items(guid'${ids[3] ?? ''}')`),
        },
      });
      expect((await client.get("logistics/Items(guid'00000000-0000-0000-0000-000000000000')")).status).toBe(404);
      expect((await client.get("logistics/Items(guid'nonsense')")).status).toBe(400);
      expect((await client.get('logistics/Nothing')).status).toBe(404);
    });

    it('do not mind the case of service names', async () => {
      expect((await client.get('CRM/accounts', { $filter: "Name eq 'Alpha'" })).status).toBe(200);
    });
  });

  describe('values', () => {
    it('come padded, dated and typed as the vendor writes them', async () => {
      const [item] = await client.rows('logistics/Items', { $filter: "Code eq 'P-001'" });
      expect(item).toMatchObject({
        Code: 'P-001',
        Unit: 'pc      ',
        SalesVatCode: '2  ',
        StartDate: `/Date(${Date.UTC(2024, 1, 18)})/`,
        IsSalesItem: true,
        IsWebshopItem: 0,
        EndDate: null,
        ItemGroupCode: 'GENERAL',
      });
      expect(item).not.toHaveProperty('Picture');
      const [account] = await client.rows('crm/Accounts', { $filter: "Name eq 'Alpha'" });
      expect(account).toMatchObject({ Code: '                25', Country: 'NL ', CountryName: 'Netherlands', IsSales: true });
      const [division] = await client.rows('system/Divisions', { $select: 'Code,Hid' });
      expect(division).toMatchObject({ Code: 1234, Hid: '1234' });
    });

    it('come as Atom when JSON is not asked for', async () => {
      const reply = await client.api(
        'GET',
        'vat/VATCodes',
        { $filter: "Code eq '2'", $select: 'Code,Percentage,Created' },
        undefined,
        { accept: '*/*' },
      );
      expect(reply.headers.get('content-type')).toContain('application/atom+xml');
      const parsed = new XMLParser({ ignoreAttributes: false, trimValues: false }).parse(reply.text) as {
        feed: { entry: { content: { 'm:properties': Record<string, unknown> } } };
      };
      expect(parsed.feed.entry.content['m:properties']).toMatchObject({ 'd:Percentage': { '#text': 0.21 } });
      const failure = await client.api('GET', 'vat/Nothing', {}, undefined, { accept: '*/*' });
      expect(failure.text).toContain('<error');
    });
  });
});

describe('a division that does not take "or"', () => {
  it('refuses it with a 400 and takes the rest', async () => {
    const client = await startConnected({ acceptsOrInFilters: false });
    const reply = await client.get('vat/VATCodes', { $filter: "Code eq '1' or Code eq '2'" });
    expect(reply.status).toBe(400);
    expect(await client.rows('vat/VATCodes', { $filter: "Code eq '1' and Type eq 'E'", $select: 'Code' })).toHaveLength(1);
    await closeSimulators();
  });
});
