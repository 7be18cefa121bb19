import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeSimulators, startConnected, type TestClient } from './testing/client.ts';

const RECORDED = new URL('../../../shared/data/exact-wire/', import.meta.url);
const isThere = existsSync(RECORDED);
if (!isThere) console.warn(`Skipped: no recorded responses of Exact Online in ${RECORDED.pathname}`);

type Row = Record<string, unknown>;

const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, RECORDED), 'utf8').replace(/^\uFEFF/, ''));

/** What a value is on the wire, as far as a reader can tell. */
const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value === 'string')
    return /^\/Date\(-?\d+\)\/$/.test(value) ? 'date' : /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? 'guid' : 'text';
  return Array.isArray(value) ? 'list' : typeof value;
};

const rowsIn = (body: unknown): Row[] => {
  const { d = body } = body as { d?: unknown };
  if (Array.isArray(d)) return d as Row[];
  const { results } = d as { results?: Row[] };
  return results ?? [d as Row];
};

(isThere ? describe : describe.skip)('answers compared with recorded ones of the vendor', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await startConnected();
    await client.seed('logistics/Items', [
      { Code: '12345678', Description: 'Beam', SalesVatCode: '5', PictureName: 'b.png', StartDate: '2022-01-01', NetWeight: 2 },
    ]);
    await client.seed('crm/Accounts', [{ Code: '8', Name: 'ACME', AddressLine1: 'Voorveste 9', City: 'Houten', Status: 'C' }]);
  });
  afterAll(closeSimulators);

  it.each([
    ['items.json', 'logistics/Items', "Code eq '12345678'"],
    ['item.json', 'logistics/Items', "Code eq '12345678'"],
    ['Response_Json_Array_Account.json', 'crm/Accounts', "Name eq 'ACME'"],
    ['Response_Json_Array_GLAccount.json', 'financial/GLAccounts', "Code eq '8000'"],
  ])('%s: the same properties hold the same kinds of values', async (name, path, filter) => {
    const [ours = {}] = await client.rows(path, { $filter: filter });
    for (const theirs of rowsIn(recorded(name))) {
      const shared = Object.keys(theirs).filter((field) => field in ours && theirs[field] !== null && ours[field] !== null);
      expect(shared.length).toBeGreaterThan(15);
      // Fields without a value of ours cannot be compared; the rest must agree.
      const differing = shared.filter((field) => kindOf(theirs[field]) !== kindOf(ours[field]));
      expect(differing).toEqual([]);
    }
  });

  it('envelopes, metadata and padding agree', async () => {
    const theirs = recorded('items.json') as { d: { results: Row[] } };
    const ours = (await client.get('logistics/Items', { $filter: "Code eq '12345678'" })).body as { d: { results: Row[] } };
    expect(Object.keys(ours.d)).toEqual(Object.keys(theirs.d));
    const [mine = {}, yours = {}] = [ours.d.results[0], theirs.d.results[0]];
    const metadata = (row: Row) => row['__metadata'] as { uri: string; type: string };
    expect(metadata(mine).type).toBe(metadata(yours).type);
    const shapeOf = (uri: string) =>
      uri
        .replace(/^.*\/api/, '')
        .replaceAll(/\d+(?=\/)/g, 'N')
        .replace(/guid'.*'/, 'guid');
    expect(shapeOf(metadata(mine).uri)).toBe(shapeOf(metadata(yours).uri));
    for (const field of ['Unit', 'SalesVatCode']) expect(String(mine[field]).length).toBe(String(yours[field]).length);
  });
});
