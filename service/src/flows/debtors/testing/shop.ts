import { DIVISION, type Stage, type Walked } from '../../testing/stage.ts';
import { DEBTORS } from '../index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An account of Salesforce with its debtor in Exact and the contact of both. */
export interface Linked {
  readonly accountId: string;
  readonly contactId: string;
  /** Lower case. */
  readonly debtorId: string;
}

/** Settings under which the flow is on. `others`: of further flows. */
export function settings(debtors: object = {}, others: object = {}, tables: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { debtors: { enabled: true, division: DIVISION, ...debtors }, ...others },
    tables,
  };
}

/** Looks at these accounts as a hint does. */
export function look(stage: Stage, ids: readonly string[], document: object = settings()): Promise<Walked> {
  return stage.walk(DEBTORS, document, { kind: 'records', ids, explicit: false });
}

/** Looks at what changed. */
export function poll(
  stage: Stage,
  cursors: Readonly<Record<string, string>> = {},
  document: object = settings(),
): Promise<Walked> {
  return stage.walk(DEBTORS, document, { kind: 'changes', cursors, full: false });
}

/** Accounts that have their debtors, each with a contact, where both say the same. */
export async function enterLinked(
  stage: Stage,
  names: readonly string[],
  { account = {}, debtor = {} }: { readonly account?: Fields; readonly debtor?: Fields } = {},
): Promise<Linked[]> {
  const address = {
    BillingStreet: 'Kade 1',
    BillingPostalCode: '1011 AA',
    BillingCity: 'Amsterdam',
    BillingCountry: 'Nederland',
  };
  const debtorIds = await stage.createRows(
    'crm/Accounts',
    names.map((Name, index) => ({
      ...{ Name, Code: String(501 + index), Status: 'C', PaymentConditionSales: '30', Phone: '+31 20 111 1111' },
      ...{ AddressLine1: 'Kade 1', Postcode: '1011 AA', City: 'Amsterdam', Country: 'NL', ...debtor },
    })),
  );
  const accountIds = await stage.createRecords(
    names.map((Name, index) => ({
      object: 'Account',
      fields: {
        ...{ Name, Phone: '+31 20 111 1111', ...address },
        ...{ Exact_Id__c: debtorIds[index]?.toLowerCase(), Exact_Code__c: String(501 + index), ...account },
      },
    })),
  );
  const persons = names.map((_, index) => ({
    FirstName: 'Jan',
    LastName: `Bakker ${index}`,
    Email: `jan${index}@bakker.example`,
  }));
  const contactIds = await stage.createRecords(
    persons.map((person, index) => ({ object: 'Contact', fields: { ...person, AccountId: accountIds[index] } })),
  );
  await stage.createRows(
    'crm/Contacts',
    persons.map((person, index) => ({ ...person, Account: debtorIds[index] })),
  );
  return accountIds.map((accountId, index) => ({
    accountId,
    contactId: contactIds[index] ?? '',
    debtorId: debtorIds[index]?.toLowerCase() ?? '',
  }));
}

export async function change(stage: Stage, { accountId }: Linked, fields: Fields): Promise<void> {
  await stage.salesforce.control('PATCH', `rows/Account/${accountId}`, fields);
}

export async function changeInExact(stage: Stage, { debtorId }: Linked, fields: Fields): Promise<void> {
  await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtorId}`, fields);
}

export async function debtorOf(stage: Stage, { debtorId }: Pick<Linked, 'debtorId'>): Promise<Fields> {
  const rows = await stage.exact.rows(`${DIVISION}/crm/Accounts`);
  return rows.find(({ ID }) => String(ID).toLowerCase() === debtorId) ?? {};
}

export async function accountOf(stage: Stage, { accountId }: Pick<Linked, 'accountId'>): Promise<Fields> {
  return (await stage.salesforce.rows('Account')).find(({ Id }) => Id === accountId) ?? {};
}

/** Calls and writes since, of both systems. */
export async function spent(stage: Stage) {
  return { exact: await stage.exact.spent(), salesforce: await stage.salesforce.spent() };
}
