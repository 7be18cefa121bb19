import { actionOf, isTandemError, messageOf, phrase, toTandemError, type TandemError } from '../errors/index.ts';
import { guidEquals, newerThan, type ExactClients, type ExactDivision, type ExactResource } from '../exact/index.ts';
import type { ReadinessCheck } from '../http/ports.ts';

/** Ids and row versions that nothing has: a question about them costs a call and brings nothing. */
const [NOTHING, NO_VERSION] = ['00000000-0000-0000-0000-000000000000', '9223372036854775807'];

/** Why Exact refuses for good: the scope of the app, the right of the user, the company that was not granted. */
const REFUSALS = ['exact_scope_missing', 'exact_rights_missing', 'exact_wrong_division'] as const;

/**
 * Asks each company once for each kind of record that flows read there, and tells a missing scope, a missing right and a company that is
 * not granted apart. One call a resource.
 */
export async function checkCompanies(
  exact: ExactClients,
  orgId: string,
  needs: ReadonlyMap<number, readonly ExactResource<unknown>[]>,
): Promise<readonly ReadinessCheck[]> {
  const found = [...needs].map(async ([code, resources]) => checkCompany(exact, orgId, code, resources));
  return (await Promise.all(found)).flat();
}

async function checkCompany(
  exact: ExactClients,
  orgId: string,
  code: number,
  resources: readonly ExactResource<unknown>[],
): Promise<ReadinessCheck[]> {
  const check = { id: `exact-company-${code}`, system: 'exact', title: phrase('check_company', { division: code }) } as const;
  const refusals = new Map<string, TandemError>();
  try {
    const division = await exact.division(orgId, code, 'interactive');
    for (const resource of new Map(resources.map((each) => [each.path, each])).values()) {
      const refusal = await refusalOf(division, resource);
      if (refusal === undefined) continue;
      refusals.set(refusal.code, refusals.get(refusal.code) ?? refusal);
      // Each refusal counts towards the ten an hour after which Exact shuts a company off, and this one is the same for all.
      if (refusal.code === 'exact_wrong_division') break;
    }
  } catch (error) {
    const told = toTandemError(error);
    // That Exact does not answer is a finding of its own.
    if (told.handling !== 'wait') return [];
    return [{ ...check, state: 'warning', detail: messageOf(told), action: actionOf(told) }];
  }
  if (refusals.size === 0) return [{ ...check, state: 'ok', detail: phrase('check_company_open'), action: null }];
  return [...refusals.values()].map((refusal) => ({
    ...check,
    id: `${check.id}-${refusal.code}`,
    state: 'problem',
    detail: messageOf(refusal),
    action: actionOf(refusal),
  }));
}

async function refusalOf(division: ExactDivision, resource: ExactResource<unknown>): Promise<TandemError | undefined> {
  const filter = resource.path.startsWith('sync/') ? newerThan(NO_VERSION) : guidEquals(resource.key, NOTHING);
  try {
    await division.find(resource, { filter });
    return undefined;
  } catch (error) {
    for (const code of REFUSALS) if (isTandemError(error, code)) return error;
    throw error;
  }
}
