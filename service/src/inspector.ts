import { checkCompanies, checkReferences } from './connector/index.ts';
import { isTandemError, phrase } from './errors/index.ts';
import type { ExactClients, ExactResource } from './exact/index.ts';
import { CONFIGURATION, FLOWS, LINK_ROLES, type Flow } from './flows/index.ts';
import type { ReadinessCheck, SettingsInspector } from './http/ports.ts';
import { defaultDivision, timeZoneOf, writtenFields, type Configuration, type SettingsReference } from './mapping/index.ts';
import type { SalesforceClients, SalesforceOrg } from './salesforce/index.ts';

/** Fields that an org has only with State and Country Picklists: without them it lacks nothing. */
const OF_PICKLISTS = /^(Billing|Shipping|Mailing)(Country|State)Code$/;

type Json = Readonly<Record<string, unknown>>;

interface InspectorParts {
  readonly exact: ExactClients;
  readonly salesforce: SalesforceClients;
  /** Reads a document that was checked. */
  readonly parse: (document: unknown) => Configuration;
}

/** Puts together who knows the settings, the flows and both systems, for whoever saves settings. */
export function createInspector(parts: InspectorParts): SettingsInspector {
  return {
    check: (orgId, document, former) => {
      const configuration = parts.parse(document);
      const references = newReferences(parts, { document, configuration }, former);
      return checkReferences(parts, orgId, writtenDivision(configuration), references);
    },
    checkDefaultDivision: async (orgId, document, former) => {
      const before = parsed(parts, former);
      const division = before === undefined ? undefined : defaultDivision(before);
      if (division === undefined || division === defaultDivision(parts.parse(document))) return [];
      if (!(await hasLinkedRecords(await parts.salesforce.org(orgId)))) return [];
      return [{ pointer: '/divisions', fault: phrase('default_division_stays', { division }) }];
    },
    checkTargets: async (orgId, document) => {
      const configuration = parsed(parts, document);
      if (configuration === undefined) return [];
      const needs = exactNeedsOf(configuration);
      const checks = await Promise.all([
        checkTargets(parts, orgId, configuration),
        checkCompanies(parts.exact, orgId, needs),
        exactFindings(parts, orgId, configuration),
      ]);
      return checks.flat();
    },
    countReleased: async (orgId, document, former, now) => {
      const configuration = parts.parse(document);
      const before = parsed(parts, former);
      for (const flow of FLOWS) {
        const from = flow.start?.pointOf(configuration);
        if (flow.start === undefined || from === undefined) continue;
        const divisions = flow.divisionsOf(configuration);
        const salesforce = await parts.salesforce.org(orgId);
        const waiting = await flow.start.countReleased(salesforce, { configuration, former: before }, now);
        if (waiting === undefined) continue;
        return { ...waiting, flow: flow.name, divisions, from, timeZone: timeZoneOf(configuration, divisions[0] ?? 0) };
      }
      return undefined;
    },
  };
}

/** True where a record bears a link that is read as one of the default division. */
async function hasLinkedRecords(org: SalesforceOrg): Promise<boolean> {
  const roles = LINK_ROLES.names.flatMap((name) => LINK_ROLES.find(name) ?? []);
  const linking = roles.filter(({ ofDefaultDivision }) => ofDefaultDivision.includes('Exact_Id__c'));
  const found = await org.queryMany(linking.map(({ object }) => `SELECT Id FROM ${object} WHERE Exact_Id__c != null LIMIT 1`));
  return found.some((rows) => rows.length > 0);
}

/** What the flows that are on read in each of their companies. */
function exactNeedsOf(configuration: Configuration): ReadonlyMap<number, readonly ExactResource<unknown>[]> {
  const needs = FLOWS.filter((flow) => flow.isEnabled(configuration)).flatMap((flow) =>
    flow.divisionsOf(configuration).map((division) => ({ division, exactNeeds: flow.exactNeeds })),
  );
  const byDivision = Map.groupBy(needs, ({ division }) => division);
  return new Map([...byDivision].map(([division, ofFlows]) => [division, ofFlows.flatMap(({ exactNeeds }) => exactNeeds)]));
}

/** A default rule whose field is closed is left out by its flow: here a person learns of it. */
async function checkTargets(
  { salesforce }: InspectorParts,
  orgId: string,
  configuration: Configuration,
): Promise<readonly ReadinessCheck[]> {
  const org = await salesforce.org(orgId);
  const found = [...writtenFields(configuration)].map(([object, fields]) => checkTarget(org, object, fields));
  const asked = FLOWS.map((flow) => findingsOf(flow, org, configuration));
  return (await Promise.all([...found, ...asked])).flat();
}

/** What flows that are on ask of their companies in Exact; one company after the other, since they share its calls. */
async function exactFindings(
  { exact }: InspectorParts,
  orgId: string,
  configuration: Configuration,
): Promise<readonly ReadinessCheck[]> {
  const checks: ReadinessCheck[] = [];
  for (const flow of FLOWS) {
    if (flow.exactFindings === undefined || !flow.isEnabled(configuration)) continue;
    for (const code of flow.divisionsOf(configuration)) {
      try {
        const division = await exact.division(orgId, code, 'interactive');
        const company = { division, references: exact.references(orgId, division) };
        const findings = await flow.exactFindings(company, configuration);
        checks.push(...findings.map((finding) => ({ ...finding, system: 'exact' as const })));
      } catch (error) {
        // That Exact does not answer is a finding of its own.
        if (!isTandemError(error)) throw error;
      }
    }
  }
  return checks;
}

async function findingsOf(
  flow: Flow<unknown>,
  org: SalesforceOrg,
  configuration: Configuration,
): Promise<readonly ReadinessCheck[]> {
  try {
    const findings = (await flow.findings?.(org, configuration)) ?? [];
    return findings.map((finding) => ({ ...finding, system: 'salesforce' }));
  } catch (error) {
    // That Salesforce does not answer is a finding of its own.
    if (isTandemError(error)) return [];
    throw error;
  }
}

async function checkTarget(org: SalesforceOrg, object: string, written: readonly string[]): Promise<ReadinessCheck[]> {
  const check = {
    id: `salesforce-rules-${object.toLowerCase()}`,
    system: 'salesforce',
    title: phrase('check_rule_fields', { object }),
  } as const;
  try {
    const { fields } = await org.describe(object, { isFresh: true });
    const closed = written.filter((name) =>
      fields.has(name) ? fields.get(name)?.updateable !== true : !OF_PICKLISTS.test(name),
    );
    if (closed.length === 0) return [{ ...check, state: 'ok', detail: phrase('check_rule_fields_open'), action: null }];
    const detail = phrase('check_rule_fields_closed', { fields: closed.join(', '), object });
    return [{ ...check, state: 'warning', detail, action: phrase('check_rule_fields_action') }];
  } catch (error) {
    // That Salesforce does not answer is a finding of its own.
    if (isTandemError(error)) return [];
    throw error;
  }
}

/** The division of Exact Online that is written to, whose codes the settings name: that of the first flow to Exact. */
function writtenDivision(configuration: Configuration): number | undefined {
  return FLOWS.find(({ source }) => source === 'salesforce')?.divisionsOf(configuration)[0];
}

/** A stored document that a newer version no longer accepts is read as none. */
function parsed({ parse }: InspectorParts, document: Json): Configuration | undefined {
  try {
    return parse(document);
  } catch (error) {
    if (isTandemError(error, 'configuration_invalid')) return undefined;
    throw error;
  }
}

/**
 * What the former document named too was looked for when it was saved: that Exact has lost it since must not keep a person from
 * switching a flow off.
 */
function newReferences(
  parts: InspectorParts,
  { document, configuration }: { readonly document: Json; readonly configuration: Configuration },
  former: Json | undefined,
): readonly SettingsReference[] {
  const references = CONFIGURATION.referencesOf(document, configuration);
  const before = former === undefined ? undefined : parsed(parts, former);
  if (before === undefined || writtenDivision(before) !== writtenDivision(configuration)) return references;
  const known = new Set(CONFIGURATION.referencesOf(former, before).map(keyOf));
  return references.filter((reference) => !known.has(keyOf(reference)));
}

function keyOf(reference: SettingsReference): string {
  const { pointer: _pointer, ...named } = reference;
  return JSON.stringify(named);
}
