import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSalesforceSimulator, type RunningSimulator } from '../../salesforce/index.ts';
import { PACKAGE_DIRECTORY } from '../testing/browser.ts';
import { followCallouts, type ApexOrg, type ApexOutcome, type OrgReply, type OrgRequest } from './index.ts';

const APP = { clientId: 'app', clientSecret: 'app-secret', redirectUris: [] };
interface State {
  readonly label: string;
  readonly missing: readonly string[];
  readonly unassigned: number;
}

/** Reading all Apex of the package takes seconds: once, and outside what tests may take. */
const callouts = followCallouts(PACKAGE_DIRECTORY, { organizationId: '00D000000000001AAA' }, []);

let simulator: RunningSimulator;
let asked: OrgRequest[] = [];

beforeEach(async () => {
  asked = [];
  simulator = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    namespace: 'tandem',
    managedInstall: true,
    app: APP,
  });
});
afterEach(() => simulator.close());

/** Runs a method of the package as an administrator of the org. */
async function run(name: string, profile: 'all' | 'standard' = 'all', more: Partial<ApexOrg> = {}): Promise<ApexOutcome> {
  await fetch(`${simulator.url}/_control/users`, {
    method: 'POST',
    body: JSON.stringify({ username: 'integration@example.com', profilePermissions: profile }),
  });
  const session = await fetch(`${simulator.url}/_control/sessions`, {
    method: 'POST',
    body: JSON.stringify({ username: 'integration@example.com' }),
  });
  const { accessToken: token } = (await session.json()) as { accessToken: string };
  const send = async (request: OrgRequest): Promise<OrgReply> => {
    asked.push(request);
    const reply = await fetch(`${simulator.url}/services/data/v67.0${request.path}`, {
      method: request.method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    });
    return { status: reply.status, body: await reply.json() };
  };
  return callouts.run(name, {}, { organizationId: '00D000000000001AAA', namespace: 'tandem', ...more }, send);
}

function states(outcome: ApexOutcome): readonly State[] {
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  return outcome.value as readonly State[];
}

describe("the package's Apex in an org where it was just installed", () => {
  it('names every right that is missing, and changes nothing', async () => {
    const [integration, people] = states(await run('OrgRightsController.getOrgRights'));
    expect(integration?.missing).toEqual(expect.arrayContaining(['Order: edit', 'Product2.Family', 'ViewSetup']));
    expect(people?.missing).toContain('UserExternalCredential: read');
    expect([integration?.unassigned, people?.unassigned]).toEqual([1, 1]);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  }, 30_000);

  it('makes the sets of the org and assigns them, once and for all', async () => {
    const granted = states(await run('OrgRightsController.grantOrgRights'));
    expect(granted.map(({ missing, unassigned }) => [missing, unassigned])).toEqual([
      [[], 0],
      [[], 0],
    ]);

    asked = [];
    expect(states(await run('OrgRightsController.grantOrgRights'))).toEqual(granted);
    const written = asked.filter(({ method }) => method === 'POST');
    expect(written).toEqual([]);
  }, 30_000);

  it('refuses whoever may not manage permission sets or lacks the custom permission', async () => {
    for (const outcome of [
      await run('OrgRightsController.grantOrgRights', 'standard'),
      await run('OrgRightsController.grantOrgRights', 'all', { hasCustomPermission: (name) => name !== 'Tandem_Administer' }),
    ])
      expect(outcome).toMatchObject({ kind: 'problem', problem: { code: 'rights_not_grantable' } });
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  }, 30_000);
});
