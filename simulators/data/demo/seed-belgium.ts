import { textIn, type SalesforceControl } from '../control.ts';
import { codesOf, seedByCode, type ExactTarget } from '../exact-seeding.ts';
import { accountIdsByNumber, seedCustomers } from '../salesforce-customers.ts';
import { createBelgianCompany, type BelgianCompany } from './company-belgium.ts';

const INVOICES = 'salesinvoice/SalesInvoices';

/**
 * Enters the Belgian company, once the Dutch one is there. Its customers are linked to their debtors by rows, as orders that are sent to
 * a further division leave them.
 */
export async function seedBelgianCompany(
  exact: ExactTarget,
  salesforce: SalesforceControl,
  today: string,
): Promise<{ readonly items: number; readonly customers: number }> {
  const company = createBelgianCompany(exact.division, today);
  const { 'logistics/ItemGroups': groups = [], 'logistics/Items': items = [], ...rest } = company.exact;
  await seedByCode(exact, { 'logistics/ItemGroups': groups, 'logistics/Items': items });
  const warehouses = await codesOf(exact, 'inventory/Warehouses');
  const stock = (rest['inventory/ItemWarehouses'] ?? []).map((row) => ({
    ...row,
    Warehouse: warehouses.get(textIn(row, 'Warehouse')) ?? null,
  }));
  await exact.control.seed(exact.division, { ...rest, 'inventory/ItemWarehouses': stock });
  await enterInvoices(exact, company);
  const customers = await seedCustomers(salesforce, company.customers);
  await linkDebtors(salesforce, exact.division, company);
  return { items: items.length, customers };
}

async function enterInvoices({ control, division }: ExactTarget, { invoices }: BelgianCompany): Promise<void> {
  for (const { row, paid } of invoices) {
    await control.seed(division, { [INVOICES]: [row] });
    const debtorId = textIn(row, 'OrderedBy').toLowerCase();
    const made = (await control.rows(division, INVOICES)).find((each) => textIn(each, 'OrderedBy').toLowerCase() === debtorId);
    const invoiceId = made === undefined ? '' : textIn(made, 'InvoiceID');
    await control.seed(division, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: invoiceId }] });
    if (paid !== null) await control.pay(division, invoiceId, paid);
  }
}

async function linkDebtors(salesforce: SalesforceControl, division: number, { debtors }: BelgianCompany): Promise<void> {
  const accounts = await accountIdsByNumber(salesforce);
  await salesforce.seed(
    debtors.map(({ number, debtorId }) => ({
      object: 'ExactLink__c',
      fields: {
        ...{
          Key__c: `${division}-Accounts-${debtorId}`,
          Division__c: String(division),
          Entity__c: 'Accounts',
          Role__c: 'account',
        },
        ...{ Exact_Id__c: debtorId, Account__c: accounts.get(number) ?? null },
      },
    })),
  );
}
