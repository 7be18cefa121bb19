import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyDay, type StoredRow } from '../../../simulators/data/index.ts';
import { LABELS } from '../../src/connector/needed-rights.ts';
import { NEEDS } from '../../src/needs.ts';
import { firstPoll } from '../support/first-poll.ts';
import { apexOf } from '../support/page-stage.ts';
import { enterItems, enterLine, item } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, request, startWorld, type World } from '../support/world.ts';

interface Check {
  readonly id: string;
  readonly state: string;
  readonly detail: string;
  readonly action: string | null;
}
type Row = StoredRow;

const INTEGRATION = 'Tandem_Integration_Org_Rights';
const PEOPLE = 'Tandem_User_Org_Rights';

let world: World;

const ADMINISTRATOR = 'admin@example.com';
const NOBODY = 'http://127.0.0.1:1';

/** What the card of the setup page shows, right after the installation and after the button. */
const shown: { installed?: readonly Rights[]; granted?: readonly Rights[]; refusal?: string } = {};
interface Rights {
  readonly missing: readonly string[];
  readonly unassigned: number;
}

beforeAll(async () => {
  world = await startWorld({
    timeScale: 60,
    limits: FAR_LIMITS,
    namespace: 'tandem',
    managedInstall: true,
    beforeConnecting: async (salesforceUrl) => {
      const apex = await apexOf({ salesforceUrl, serviceUrl: NOBODY, username: ADMINISTRATOR });
      shown.installed = (await apex.call('OrgRightsController.getOrgRights')).body as Rights[];
      shown.granted = (await apex.call('OrgRightsController.grantOrgRights')).body as Rights[];
      await apex.close();
      await chooseRunAs(salesforceUrl);
    },
  });
}, 240_000);
afterAll(() => world.close());

/** The administrator chooses the user that the app runs as: no package brings this policy along. */
async function chooseRunAs(salesforceUrl: string): Promise<void> {
  await request(`${salesforceUrl}/_control/policies`, 'POST', { runAs: true }, {});
}

async function control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await request(`${world.salesforceUrl}/_control${path}`, method, body, {});
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function rowsOf(object: string, set: string): Promise<readonly Row[]> {
  const [sets, rows] = await Promise.all([world.salesforce.rows('PermissionSet'), world.salesforce.rows(object)]);
  const id = sets.find(({ Name }) => Name === set)?.['Id'];
  return rows.filter(({ ParentId }) => ParentId === id);
}

/** The values of a row that can be written again. */
function written(row: Row): Record<string, string | boolean> {
  const entries = Object.entries(row).filter(
    ([name]) => name.startsWith('Permissions') || ['ParentId', 'SobjectType', 'Field'].includes(name),
  );
  return Object.fromEntries(entries) as Record<string, string | boolean>;
}

/** Does something to a row, looks, and puts it back as it was. */
async function withRow<Result>(
  object: string,
  row: Row | undefined,
  change: Row | 'delete',
  look: () => Promise<Result>,
): Promise<Result> {
  if (row === undefined) throw new Error(`${object} has no such row`);
  const path = `/rows/${object}/${String(row['Id'])}`;
  if (change === 'delete') await control('DELETE', path);
  else await control('PATCH', path, change);
  try {
    return await look();
  } finally {
    if (change === 'delete') await world.salesforce.seed([{ object, fields: written(row) }]);
    else await control('PATCH', path, Object.fromEntries(Object.keys(change).map((name) => [name, row[name]])));
  }
}

async function findings(): Promise<Check[]> {
  const { status, body } = await world.api('GET', '/v1/readiness');
  expect(status).toBe(200);
  return (body['checks'] as Check[]).filter(({ state }) => state !== 'ok');
}

const without = (object: string, set: string, isRow: (row: Row) => boolean, change: Row | 'delete'): Promise<Check[]> =>
  rowsOf(object, set).then((rows) => withRow(object, rows.find(isRow), change, findings));

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

async function enterOrder(): Promise<string> {
  const { salesforce } = world;
  const pricebook = (await salesforce.rows('Pricebook2')).find(({ IsStandard }) => IsStandard === true);
  const address = {
    BillingStreet: 'Damrak 1',
    BillingPostalCode: '1012 LG',
    BillingCity: 'Amsterdam',
    BillingCountry: 'Netherlands',
  };
  const [AccountId = ''] = await salesforce.seed([{ object: 'Account', fields: { Name: 'Bakkerij De Halm', ...address } }]);
  await salesforce.seed([{ object: 'Contact', fields: { AccountId, LastName: 'Halm', Email: 'halm@halm.example' } }]);
  const fields = { AccountId, Status: 'Draft', EffectiveDate: companyDay(), Pricebook2Id: String(pricebook?.['Id']) };
  const [orderId = ''] = await salesforce.seed([{ object: 'Order', fields }]);
  await enterLine(world, orderId, 'SKU-1', 100);
  await salesforce.seed([{ id: orderId, object: 'Order', fields: { Status: 'Activated' } }]);
  return orderId;
}

const columnOf = (right: string): string => `Permissions${right.charAt(0).toUpperCase()}${right.slice(1)}`;
const WORDS: Readonly<Record<string, (object: string) => string>> = {
  read: (object) => `read ${object}`,
  create: (object) => `create ${object}`,
  edit: (object) => `edit ${object}`,
  viewAllFields: (object) => `see all fields of ${object}`,
  viewAllRecords: (object) => `see all records of ${object}`,
};
const objectRights = (rights: Readonly<Record<string, readonly string[]>>): (readonly [string, string])[] =>
  Object.entries(rights).flatMap(([object, names]) => names.map((right) => [object, right] as const));

describe('an org in which a managed package was installed', () => {
  it('lacks rights until an administrator presses the button, and none afterwards', async () => {
    expect(shown.installed?.map(({ missing }) => missing.length)).toEqual([51, 6]);
    expect(shown.granted).toMatchObject([
      { missing: [], unassigned: 0 },
      { missing: [], unassigned: 0 },
    ]);
    expect(await findings()).toEqual([]);
  });

  it('gets products, and sends an order at the press of a standard user with Tandem User', async () => {
    await enterItems(world, [{ row: item('SKU-1'), price: 100 }]);
    await world.saveConfiguration(configuration(false));
    expect(await world.run({ flow: 'products', mode: 'apply', full: true })).toMatchObject({ state: 'succeeded' });
    await world.saveConfiguration(configuration(true));
    await firstPoll(world, 'orders');
    const orderId = await enterOrder();
    await control('POST', '/users', { username: 'sales@example.com', profilePermissions: 'standard', permissionSets: [] });
    const sales = await apexOf({
      salesforceUrl: world.salesforceUrl,
      serviceUrl: world.service.url,
      username: 'sales@example.com',
      world,
    });

    const refused = await sales.call('OrderPushController.pushOrder', { orderId });
    await control('POST', '/users', { username: 'sales@example.com', permissionSets: ['Tandem_User', PEOPLE] });
    const sent = await sales.call('OrderPushController.pushOrder', { orderId });
    await sales.close();

    expect(refused.body).toEqual({ message: "You do not have access to the Apex class named 'OrderPushController'." });
    expect(sent).toMatchObject({ status: 200, body: { status: 'sent' } });
    const order = (await world.salesforce.rows('Order')).find(({ Id }) => Id === orderId);
    expect(order?.['tandem__Exact_Number__c']).toEqual(expect.any(String));
    await control('POST', '/users', { username: 'sales@example.com', isActive: false });
  }, 120_000);

  it('is not connected where the button was not pressed', async () => {
    const fresh = startWorld({ namespace: 'tandem', managedInstall: true, beforeConnecting: chooseRunAs });
    await expect(fresh).rejects.toThrow(/salesforce_api_disabled/);
  }, 120_000);

  it('is not connected where no Run As user was chosen', async () => {
    const fresh = startWorld({ namespace: 'tandem', managedInstall: true });
    await expect(fresh).rejects.toThrow(/salesforce_run_as_missing/);
  }, 120_000);
});

describe('a right that the integration user lacks is named, and what to do', () => {
  it.each(objectRights(NEEDS.integration.objects))('%s: %s', async (object, right) => {
    // Without the right to read there can be none of the others.
    const change = right === 'read' ? 'delete' : { [columnOf(right)]: false };
    const found = await without('ObjectPermissions', INTEGRATION, (row) => row['SobjectType'] === object, change);

    const [named] = found.filter(({ id }) => id === `salesforce-rights-${object.toLowerCase()}`);
    expect(named?.detail).toContain(`integration@example.com cannot ${WORDS[right]?.(object)}`);
    expect(named?.action).toContain('press "Grant the rights"');
    expect(named?.action).not.toContain('Assign');
    if (right !== 'read') expect(found).toEqual([named]);
  });

  it.each([
    ...NEEDS.integration.editable.map((field) => [field, 'edit'] as const),
    ...NEEDS.integration.readable.map((field) => [field, 'read'] as const),
  ])('%s: %s', async (field, right) => {
    const change = right === 'read' ? 'delete' : { PermissionsEdit: false };
    const found = await without('FieldPermissions', INTEGRATION, (row) => row['Field'] === field, change);

    // The fields that the rules fill are looked at once more, with the settings.
    const [named, ...others] = found.filter(({ id }) => !/^salesforce-rules-(product2|account)$/.test(id));
    expect(named?.detail).toBe(`The integration user integration@example.com cannot ${right} ${field}.`);
    expect(named?.action).toContain('press "Grant the rights"');
    expect(others).toEqual([]);
  });

  it.each(NEEDS.integration.userPermissions.filter((name) => name !== 'ApiEnabled' && name !== 'ViewRoles'))(
    '%s',
    async (permission) => {
      const sets = await world.salesforce.rows('PermissionSet');
      const set = sets.find(({ Name }) => Name === INTEGRATION);
      const found = await withRow('PermissionSet', set, { [`Permissions${permission}`]: false }, findings);

      expect(found.map(({ detail }) => detail)).toEqual([
        `The integration user integration@example.com lacks the right ${String(LABELS[permission])}.`,
      ]);
    },
  );

  it('View Roles and Role Hierarchy, with the right that needs it', async () => {
    const sets = await world.salesforce.rows('PermissionSet');
    const set = sets.find(({ Name }) => Name === INTEGRATION);
    const found = await withRow('PermissionSet', set, { PermissionsViewRoles: false, PermissionsViewSetup: false }, findings);

    expect(found[0]?.detail).toContain('View Roles and Role Hierarchy');
    expect(found[0]?.detail).toContain('View Setup and Configuration');
  });

  it('API Enabled, without which nothing else can be asked', async () => {
    const sets = await world.salesforce.rows('PermissionSet');
    const set = sets.find(({ Name }) => Name === INTEGRATION);
    const found = await withRow('PermissionSet', set, { PermissionsApiEnabled: false }, findings);

    expect(found.map(({ id, action }) => [id, action])).toEqual([
      ['salesforce-connection', expect.stringContaining('gives the integration user the right API Enabled')],
    ]);
  });

  it('of the package, where its permission set is not assigned', async () => {
    await control('POST', '/users', { username: 'integration@example.com', permissionSets: [INTEGRATION] });
    const found = await findings();
    await control('POST', '/users', { username: 'integration@example.com', permissionSets: ['Tandem_Integration', INTEGRATION] });

    expect(found.map(({ detail }) => detail).join(' ')).toContain('cannot edit Account.Exact_Id__c');
    for (const { action } of found.filter(({ id }) => id.startsWith('salesforce-rights')))
      expect(action).toContain('Assign the permission set Tandem Integration to integration@example.com.');
  });
});

describe('a right that people lack is named with who lacks it', () => {
  beforeAll(async () => {
    await control('POST', '/users', { username: 'anna@example.com', permissionSets: ['Tandem_User', PEOPLE] });
  });

  it.each(objectRights(NEEDS.people.objects))('%s: %s', async (object) => {
    const found = await without('ObjectPermissions', PEOPLE, (row) => row['SobjectType'] === object, 'delete');

    // The administrator's profile gives him what the set does not.
    expect(found.map(({ id, detail }) => [id, detail])).toEqual([['salesforce-rights-people', `anna cannot read ${object}.`]]);
    expect(found[0]?.action).toContain('Tandem User: rights of this org');
  });

  it('is none where a profile gives it', async () => {
    await control('POST', '/users', { username: 'anna@example.com', profilePermissions: 'standard' });
    const found = await without('ObjectPermissions', PEOPLE, (row) => row['SobjectType'] === 'Order', 'delete');
    await control('POST', '/users', { username: 'anna@example.com', profilePermissions: [] });

    expect(found).toEqual([]);
  });
});
