import { actionOf, isTandemError, messageOf, phrase, toTandemError, type Phrase } from '../errors/index.ts';
import type { ReadinessCheck } from '../http/ports.ts';
import type { SalesforceNeeds, SalesforceOrg, SwitchedObject } from '../salesforce/index.ts';
import type { ConnectorDependencies } from './dependencies.ts';
import { missingOfIntegration, missingOfPeople, type IntegrationFindings } from './missing-rights.ts';
import { checkPeople, rightsChecks } from './rights-checks.ts';

/** Looks at both systems as the flows will use them; every check says what to do when it is not fine. */
export async function checkReadiness(dependencies: ConnectorDependencies, orgId: string): Promise<readonly ReadinessCheck[]> {
  const checks = await Promise.all([checkExact(dependencies, orgId), checkSalesforce(dependencies, orgId)]);
  return checks.flat();
}

async function checkExact({ exact, store }: ConnectorDependencies, orgId: string): Promise<ReadinessCheck[]> {
  return attempt('exact', 'exact-connection', phrase('check_exact_answers'), async () => {
    const { meta } = await store.vault.read(orgId, 'exact');
    const [first] = meta.divisions ?? [];
    const division = await exact.division(orgId, first?.code ?? 0, 'interactive');
    const vatCodes = await exact.references(orgId, division).vatCodes();
    return [
      ok('exact', 'exact-connection', phrase('check_exact_answers'), connectedAs(meta.userName)),
      vatCodes.length > 0
        ? ok('exact', 'exact-vat-codes', phrase('check_vat_codes'), phrase('check_vat_codes_found', { count: vatCodes.length }))
        : problem(
            'exact',
            'exact-vat-codes',
            phrase('check_vat_codes'),
            phrase('check_vat_codes_none'),
            phrase('check_vat_codes_action'),
          ),
    ];
  });
}

function connectedAs(user: string | undefined): Phrase {
  return user === undefined ? phrase('check_exact_connected_unnamed') : phrase('check_exact_connected', { user });
}

async function checkSalesforce({ salesforce, store, needs }: ConnectorDependencies, orgId: string): Promise<ReadinessCheck[]> {
  return attempt('salesforce', 'salesforce-connection', phrase('check_salesforce_answers'), async () => {
    const { meta } = await store.vault.read(orgId, 'salesforce');
    const org = await salesforce.org(orgId);
    const username = meta.userName ?? meta.username ?? '';
    const { findings, checks } = await lookAtRights(org, username, needs);
    const features = await org.features().catch((error: unknown) => {
      if (isTandemError(error, 'salesforce_object_missing')) return undefined;
      throw error;
    });
    const hasOrders = findings.switched.get('Order') === true;
    // What is remembered of the org was read before the right was granted.
    if (features !== undefined && hasOrders && !features.hasOrders) salesforce.forget(orgId);
    return [
      fine(
        'salesforce-connection',
        phrase('check_salesforce_answers'),
        features === undefined
          ? phrase('check_salesforce_connected_unnamed', { user: username })
          : phrase('check_salesforce_connected', { org: features.organizationName, user: username }),
      ),
      ...needs.switched.map((each) => checkSwitched(each, findings.switched.get(each.object))),
      ...checks,
      ...(findings.mayViewSetup ? [checkPeople(await missingOfPeople(org, needs, findings.switched))] : []),
    ];
  });
}

/** What the signed-in user himself must be able to do, whatever the set-up of the org. */
export async function checkRights(
  org: SalesforceOrg,
  username: string,
  needs: SalesforceNeeds,
): Promise<readonly ReadinessCheck[]> {
  return (await lookAtRights(org, username, needs)).checks;
}

async function lookAtRights(
  org: SalesforceOrg,
  username: string,
  needs: SalesforceNeeds,
): Promise<{ findings: IntegrationFindings; checks: ReadinessCheck[] }> {
  const findings = await missingOfIntegration(org, username, needs);
  return { findings, checks: rightsChecks(findings, needs, username) };
}

function checkSwitched({ object, checkId, title, switchOn }: SwitchedObject, isThere: boolean | undefined): ReadinessCheck {
  if (isThere === true) return fine(checkId, title, phrase('check_object_there', { object }));
  if (isThere === false) return problem('salesforce', checkId, title, phrase('check_object_off', { object }), switchOn);
  return problem(
    'salesforce',
    checkId,
    title,
    phrase('check_object_hidden', { object }),
    phrase('check_object_hidden_action', { switchOn }),
  );
}

async function attempt(
  system: 'exact' | 'salesforce',
  id: string,
  title: Phrase,
  check: () => Promise<ReadinessCheck[]>,
): Promise<ReadinessCheck[]> {
  try {
    return await check();
  } catch (error) {
    const told = toTandemError(error);
    return [problem(system, id, title, messageOf(told), actionOf(told))];
  }
}

function ok(system: 'exact' | 'salesforce', id: string, title: Phrase, detail: Phrase): ReadinessCheck {
  return { id, system, title, state: 'ok', detail, action: null };
}

function fine(id: string, title: Phrase, detail: Phrase): ReadinessCheck {
  return ok('salesforce', id, title, detail);
}

function problem(system: 'exact' | 'salesforce', id: string, title: Phrase, detail: Phrase, action: Phrase): ReadinessCheck {
  return { id, system, title, state: 'problem', detail, action };
}
