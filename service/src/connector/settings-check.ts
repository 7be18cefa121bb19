import { isTandemError, joined, phrase, titleOf, toTandemError, type ParamValue, type Phrase } from '../errors/index.ts';
import { ACCOUNTS, paddedAccountCode, textStartsWith, type ExactClients, type ExactDivision } from '../exact/index.ts';
import type { ConfigurationProblem, SettingsFindings, SettingsReference } from '../http/ports.ts';
import type { SalesforceClients, SalesforceObjectDescribe, SalesforceOrg } from '../salesforce/index.ts';
import { nearest } from './nearest.ts';

/** A page of accounts. */
const SIBLINGS = 60;
/** Problems of a table that come with what may have been meant: a table has thousands of rows, and each hint looks at the whole list. */
const HINTED = 20;

type ReferenceOf<Kind extends SettingsReference['kind']> = Extract<SettingsReference, { kind: Kind }>;

interface Row {
  readonly code: string;
  readonly description: string | null;
}

/**
 * Looks for what settings name: fields in Salesforce, codes and debtors in Exact Online. A system that cannot be asked is no
 * reason to refuse: then a note says what was not checked.
 */
export async function checkReferences(
  { exact, salesforce }: { readonly exact: ExactClients; readonly salesforce: SalesforceClients },
  orgId: string,
  division: number | undefined,
  references: readonly SettingsReference[],
): Promise<SettingsFindings> {
  const fields = references.filter(({ kind }) => kind === 'field') as ReferenceOf<'field'>[];
  const codes = references.filter(({ kind }) => kind === 'code') as ReferenceOf<'code'>[];
  const debtors = references.filter(({ kind }) => kind === 'debtor') as ReferenceOf<'debtor'>[];
  const client = async (): Promise<ExactDivision> => await exact.division(orgId, division ?? 0, 'interactive');
  const isExactAsked = division !== undefined;
  const findings = await Promise.all([
    ask(fields, 'unchecked_fields', async () => checkFields(await salesforce.org(orgId), fields)),
    ask(isExactAsked ? codes : [], 'unchecked_codes', async () => checkCodes(exact, orgId, await client(), codes)),
    ask(isExactAsked ? debtors : [], 'unchecked_debtor', async () => checkDebtors(await client(), debtors)),
  ]);
  return { problems: findings.flatMap(({ problems }) => problems), notes: findings.flatMap(({ notes }) => notes) };
}

async function ask(
  references: readonly SettingsReference[],
  unchecked: 'unchecked_fields' | 'unchecked_codes' | 'unchecked_debtor',
  check: () => Promise<ConfigurationProblem[]>,
): Promise<SettingsFindings> {
  if (references.length === 0) return { problems: [], notes: [] };
  try {
    return { problems: await check(), notes: [] };
  } catch (error) {
    return { problems: [], notes: [phrase(unchecked, { reason: titleOf(toTandemError(error)) })] };
  }
}

async function checkFields(org: SalesforceOrg, references: readonly ReferenceOf<'field'>[]): Promise<ConfigurationProblem[]> {
  const byObject = Map.groupBy(references, ({ object }) => object);
  const found = [...byObject].map(async ([object, ofObject]) => {
    const known = await describe(org, object);
    if (known === undefined) return ofObject.map((reference) => noObject(reference));
    const isUnsure = ofObject.some((reference) => problemOf(reference, known) !== undefined);
    // A field that was made a minute ago is not among what is remembered.
    const current = isUnsure ? ((await describe(org, object, true)) ?? known) : known;
    return ofObject.flatMap((reference) => problemOf(reference, current) ?? []);
  });
  return (await Promise.all(found)).flat();
}

async function describe(org: SalesforceOrg, object: string, isFresh = false): Promise<SalesforceObjectDescribe | undefined> {
  try {
    return await org.describe(object, { isFresh });
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}

function noObject({ pointer, object }: ReferenceOf<'field'>): ConfigurationProblem {
  return { pointer, fault: phrase('named_object_missing', { object }) };
}

function problemOf(
  { pointer, object, field, use }: ReferenceOf<'field'>,
  described: SalesforceObjectDescribe,
): ConfigurationProblem | undefined {
  const found = described.fields.get(field);
  if (found === undefined) {
    const near = nearest(field, [...described.fields.keys()], (name) => [name]);
    return { pointer, fault: withNear(phrase('named_field_missing', { object, field }), near) };
  }
  const isOpen = use === 'read' || (use === 'create' ? found.createable : found.updateable);
  return isOpen ? undefined : { pointer, fault: phrase('named_field_closed', { object, field }) };
}

async function checkCodes(
  exact: ExactClients,
  orgId: string,
  division: ExactDivision,
  references: readonly ReferenceOf<'code'>[],
): Promise<ConfigurationProblem[]> {
  const lists = exact.references(orgId, division);
  const byList = Map.groupBy(references, ({ list }) => list);
  const found = [...byList].map(async ([list, ofList]) => {
    const known = await lists.list(list);
    const isUnsure = ofList.some(({ code }) => !known.some((row) => row.code === code));
    const current = isUnsure ? await lists.list(list, { isFresh: true }) : known;
    const codesThere = new Set(current.map((row) => row.code));
    return ofList
      .filter(({ code }) => !codesThere.has(code))
      .map(({ pointer, what, code }, index) => {
        const fault = phrase('named_code_missing', { what, code });
        return { pointer, fault: index < HINTED ? withNear(fault, nearRows(code, current)) : fault };
      });
  });
  return (await Promise.all(found)).flat();
}

async function checkDebtors(
  division: ExactDivision,
  references: readonly ReferenceOf<'debtor'>[],
): Promise<ConfigurationProblem[]> {
  const found = references.map(async ({ pointer, code }) => {
    const hits = await division.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]);
    if (hits.some((account) => account.Code === code.trim())) return [];
    // Codes that differ in the last character: padded, they are all that one call finds of what was meant.
    const filter = textStartsWith('Code', paddedAccountCode(code).slice(0, -1));
    const siblings = await division.find(ACCOUNTS, { filter, top: SIBLINGS });
    const rows = siblings.map((account) => ({ code: account.Code, description: account.Name }));
    return [{ pointer, fault: withNear(phrase('named_debtor_missing', { code }), nearRows(code, rows)) }];
  });
  return (await Promise.all(found)).flat();
}

function nearRows(code: string, rows: readonly Row[]): ParamValue[] {
  const near = nearest(code, rows, (row) => [row.code, ...(row.description === null ? [] : [row.description])]);
  return near.map(({ code, description }) => (description === null ? code : phrase('code_described', { code, description })));
}

/** The fault, and what may have been meant. */
function withNear(fault: Phrase, names: readonly ParamValue[]): Phrase {
  const near = joined('comma', names);
  return near === undefined ? fault : phrase('with_near', { fault, near });
}
