import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { DIVISION, OPERATOR_TOKEN, REDIRECT_URI, request, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

interface Check {
  readonly id: string;
  readonly state: string;
  readonly detail: string;
  readonly action: string | null;
}

let world: World;
afterEach(() => world.close());

/** Products in both companies, orders in the first one. */
async function open(): Promise<void> {
  world = await startWorld({ hasSecondDivision: true, divisions: [DIVISION, SECOND_DIVISION] });
  const sendFrom = new Date().toISOString();
  await world.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }, { code: SECOND_DIVISION }],
    flows: {
      products: { enabled: true, division: DIVISION, furtherDivisions: [SECOND_DIVISION], everyMinutes: 1_440 },
      orders: { enabled: true, division: DIVISION, everyMinutes: 1_440, sendFrom },
    },
  });
}

async function withhold(...withheld: readonly object[]): Promise<void> {
  await fetch(`${world.exactUrl}/_control/withheld`, { method: 'POST', body: JSON.stringify({ withheld }) });
}

async function companies(): Promise<Readonly<Record<string, Check>>> {
  const { body } = await world.api('GET', '/v1/readiness');
  const checks = body['checks'] as readonly Check[];
  return Object.fromEntries(checks.filter(({ id }) => id.startsWith('exact-company-')).map((check) => [check.id, check]));
}

describe('the check of both systems', () => {
  it('asks each company once for each kind of record that its flows read, and says that they are open', async () => {
    await open();
    // The flows look for the first time meanwhile, and call too.
    const { found, exact } = await eventually(
      async () => {
        await world.clearCounts();
        return { found: await companies(), exact: (await world.counts()).exact };
      },
      (asked) => asked.exact.counted === 6,
      'a check of six calls',
      { lookMs: 1_000 },
    );

    expect(found).toMatchObject({
      [`exact-company-${DIVISION}`]: { state: 'ok', action: null },
      [`exact-company-${SECOND_DIVISION}`]: { state: 'ok', action: null },
    });
    expect(exact.writes).toBe(0);
  });

  it('tells a scope that the app lacks and a right that the user lacks apart, each with its company and what to do', async () => {
    await open();
    await withhold(
      { path: 'SalesItemPrices', scope: 'sales/prices', division: SECOND_DIVISION },
      { path: '^salesorder/SalesOrders', division: DIVISION },
    );

    const found = await companies();

    expect(Object.keys(found).toSorted()).toEqual([
      `exact-company-${DIVISION}-exact_rights_missing`,
      `exact-company-${SECOND_DIVISION}-exact_scope_missing`,
    ]);
    const [right, scope] = [
      found[`exact-company-${DIVISION}-exact_rights_missing`],
      found[`exact-company-${SECOND_DIVISION}-exact_scope_missing`],
    ];
    expect(right).toMatchObject({ state: 'problem' });
    expect(right?.detail).toContain(`read sales orders in division ${DIVISION}`);
    expect(right?.action).toContain('user > roles');
    expect(scope?.detail).toContain("'sales/prices'");
    expect(scope?.action).toContain('App Center');

    await withhold();
    expect(Object.values(await companies()).map(({ state }) => state)).toEqual(['ok', 'ok']);
  });
});

describe('a connection to Exact Online', () => {
  it('outlives its person: a colleague signs in, and nothing is read or written anew', async () => {
    await open();
    await world.exact.seed(DIVISION, {
      'logistics/Items': [{ Code: 'LAMP', Description: 'Lamp', Unit: 'pc', IsSalesItem: true }],
    });
    await world.run({ flow: 'products', mode: 'apply' });
    const before = await world.salesforce.rows('Product2');
    expect(before).toMatchObject([{ ProductCode: 'LAMP' }]);
    expect(await userName()).toBe('Edward Jackson');
    expect(await itemsFromTheStart()).not.toEqual([]);
    await signIn({ colleague: true });
    expect(await userName()).toBe('Sanne Bakker');
    await world.clearCounts();
    await world.run({ flow: 'products', mode: 'apply' });

    expect(await itemsFromTheStart()).toEqual([]);
    expect((await world.counts()).salesforce.writes).toBe(0);
    expect(await world.salesforce.rows('Product2')).toEqual(before);
  });
});

/** Calls of the default company for all items that ever were. */
async function itemsFromTheStart(): Promise<readonly string[]> {
  const answer = await fetch(`${world.exactUrl}/_control/journal`);
  const { calls } = (await answer.json()) as { readonly calls: readonly { readonly path: string; readonly query: string }[] };
  return calls
    .filter(({ path, query }) => path.endsWith(`/${DIVISION}/sync/Logistics/Items`) && /Timestamp gt 1L?$/.test(filterOf(query)))
    .map(({ path, query }) => `${path}?${query}`);
}

function filterOf(query: string): string {
  return new URLSearchParams(query).get('$filter') ?? '';
}

async function userName(): Promise<unknown> {
  const { body } = await world.api('GET', '/v1/org');
  return (body['connections'] as { exact: { userName: string } }).exact.userName;
}

/** A person connects the org to the companies of his. */
async function signIn(consent: object): Promise<void> {
  const answer = await fetch(`${world.exactUrl}/_control/consent`, {
    method: 'POST',
    body: JSON.stringify({ redirectUri: REDIRECT_URI, ...consent }),
  });
  const { code } = (await answer.json()) as { code: string };
  const divisions = [DIVISION, SECOND_DIVISION];
  await request(
    `${world.service.url}/v1/orgs`,
    'POST',
    {
      salesforce: { instanceUrl: world.salesforceUrl, grant: 'client_credentials' },
      exact: { country: 'nl', code, redirectUri: REDIRECT_URI, divisions },
    },
    { authorization: `Bearer ${OPERATOR_TOKEN}` },
  );
}
