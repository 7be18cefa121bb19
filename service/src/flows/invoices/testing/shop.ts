import { DIVISION, type Stage } from '../../testing/stage.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A debtor in Exact with the account that is it. */
export interface LinkedDebtorMade {
  /** Lower case. */
  readonly debtorId: string;
  readonly accountId: string;
}

/** What a person booked in Exact, and what is left open of the invoice. */
export interface Booked {
  readonly id: string;
  readonly match: string;
  readonly open: number;
}

/** Debtors in Exact; ids in lower case. */
export async function enterDebtors(stage: Stage, names: readonly string[]): Promise<string[]> {
  const made = await stage.createRows(
    'crm/Accounts',
    names.map((Name) => ({ Name, Status: 'C', PaymentConditionSales: '30' })),
  );
  return made.map((id) => id.toLowerCase());
}

/** Accounts of debtors; `furtherDivision`: linked by a row of that division. */
export async function linkAccounts(stage: Stage, debtorIds: readonly string[], furtherDivision?: number): Promise<string[]> {
  const isAlone = furtherDivision === undefined;
  const accountIds = await stage.createRecords(
    debtorIds.map((debtorId, index) => ({
      object: 'Account',
      fields: { Name: `Account ${index + 1}`, ...(isAlone ? { Exact_Id__c: debtorId } : {}) },
    })),
  );
  if (!isAlone)
    await stage.createRecords(
      debtorIds.map((debtorId, index) => ({
        object: 'ExactLink__c',
        fields: {
          Key__c: `${furtherDivision}-Accounts-${debtorId}`,
          Division__c: String(furtherDivision),
          Entity__c: 'Accounts',
          Role__c: 'account',
          Exact_Id__c: debtorId,
          Account__c: accountIds[index],
        },
      })),
    );
  return accountIds;
}

/** Debtors with their accounts. */
export async function enterLinkedDebtors(
  stage: Stage,
  names: readonly string[],
  furtherDivision?: number,
): Promise<LinkedDebtorMade[]> {
  const debtorIds = await enterDebtors(stage, names);
  const accountIds = await linkAccounts(stage, debtorIds, furtherDivision);
  return debtorIds.map((debtorId, index) => ({ debtorId, accountId: accountIds[index] ?? '' }));
}

/** The product of an item; `furtherDivision` as for accounts. */
export async function linkProduct(stage: Stage, itemId: string, furtherDivision?: number): Promise<string> {
  const Exact_Id__c = itemId.toLowerCase();
  const named = furtherDivision === undefined ? { Exact_Id__c } : {};
  const [productId = ''] = await stage.createRecords([{ object: 'Product2', fields: { Name: 'A product', ...named } }]);
  if (furtherDivision === undefined) return productId;
  const key = { Key__c: `${furtherDivision}-Items-${Exact_Id__c}`, Division__c: String(furtherDivision), Exact_Id__c };
  await stage.createRecords([
    { object: 'ExactLink__c', fields: { ...key, Entity__c: 'Items', Role__c: 'item', Product__c: productId } },
  ]);
  return productId;
}

/** An item without VAT, so that what a line costs is what is owed. */
export async function enterItem(stage: Stage, code: string): Promise<string> {
  const [id = ''] = await stage.createRows('logistics/Items', [
    { Code: code, Description: `Item ${code}`, Unit: 'pc', IsSalesItem: true, SalesVatCode: '0' },
  ]);
  return id;
}

/** Invoices that are not processed; their ids in lower case. */
export async function enterInvoices(stage: Stage, invoices: readonly Fields[]): Promise<string[]> {
  const made = await stage.createRows('salesinvoice/SalesInvoices', invoices);
  return made.map((id) => id.toLowerCase());
}

/** Processes invoices on a day; on today's without one. */
export async function printInvoices(stage: Stage, invoiceIds: readonly string[], day?: string): Promise<void> {
  await stage.createRows(
    'salesinvoice/PrintedSalesInvoices',
    invoiceIds.map((InvoiceID) => ({ InvoiceID, ...(day === undefined ? {} : { InvoiceDate: day }) })),
  );
}

/** Pays so much of an invoice on a day; on today's without one. */
export async function pay(stage: Stage, invoice: string, amount: number | string, date?: string): Promise<Booked> {
  return (await stage.exact.control('POST', 'payments', { division: DIVISION, invoice, amount, date })) as Booked;
}

/** Sets a credit note off against an invoice. */
export async function setOff(stage: Stage, creditNote: string, invoice: string): Promise<Booked> {
  return (await stage.exact.control('POST', 'set-offs', { division: DIVISION, creditNote, invoice })) as Booked;
}

/** Undoes a payment with its money, or only a match. */
export async function undo(stage: Stage, what: 'payments' | 'matches', id: string): Promise<void> {
  await stage.exact.control('DELETE', `${what}/${DIVISION}/${id}`);
}
