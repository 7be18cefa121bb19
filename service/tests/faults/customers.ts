import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const DEBTORS = 'crm/Accounts';
const TERMS = { Status: 'C', Country: 'NL', PaymentConditionSales: '30' };

/**
 * Customers that Exact Online tells of. With a change one that stays moves and has another phone number, a new debtor gets an account by
 * the rule, and the debtor of the change before is deleted.
 */
export async function openCustomers(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const resident = await enterRow(world, DEBTORS, { Name: 'Resident', ...TERMS, Phone: '020-0', City: 'Delft' });
  const shown = { Phone: '020-0', BillingCity: 'Delft', BillingCountry: 'NL' };
  await world.salesforce.seed([{ object: 'Account', fields: { Name: 'Resident', Exact_Id__c: resident, ...shown } }]);
  await faults.configure({ products: false, orders: false, further: { accounts: { creates: 'debtor.Status == "C"' } } });
  // Both sides were seen to agree: from then on it is known which one changed.
  await world.run({ flow: 'accounts', mode: 'apply' });
  let changes = 0;
  let newest: string | undefined;
  const names: string[] = [];
  return {
    flow: 'accounts',
    tells: ['customer_deleted_in_exact'],
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      names.push(`Debtor ${name}`);
      newest = await enterRow(world, DEBTORS, { Name: `Debtor ${name}`, ...TERMS, Email: `post@${changes}.example` });
      await erp(world, 'PATCH', `${DEBTORS}/${resident}`, { Phone: `020-${changes}`, City: `City ${changes}` });
      if (leaving !== undefined) await erp(world, 'DELETE', `${DEBTORS}/${leaving}`);
    },
    faults: async () => {
      const [debtors, accounts] = [await world.exact.rows(DIVISION, DEBTORS), await world.salesforce.rows('Account')];
      const found: string[] = [];
      const linked = accounts.filter((account) => typeof account['Exact_Id__c'] === 'string');
      for (const debtor of debtors) {
        const [own, ...others] = linked.filter((account) => idIn(account, 'Exact_Id__c') === idIn(debtor));
        const name = String(debtor['Name']);
        if (own === undefined) found.push(`lost: ${name} has no account`);
        if (others.length > 0) found.push(`doubled: ${name} has several accounts`);
        const there = `${String(debtor['Phone'] ?? '')}, ${String(debtor['City'] ?? '')}`;
        const here = `${String(own?.['Phone'] ?? '')}, ${String(own?.['BillingCity'] ?? '')}`;
        if (own !== undefined && here !== there) found.push(`wrong: ${name} shows ${here}, not ${there}`);
      }
      for (const name of names) {
        const made = accounts.filter((account) => account['Name'] === name).length;
        if (made > 1) found.push(`doubled: ${made} accounts are called ${name}`);
      }
      const standing = new Set(debtors.map((debtor) => idIn(debtor)));
      for (const account of linked)
        if (!standing.has(idIn(account, 'Exact_Id__c')))
          found.push(`wrong: ${String(account['Name'])} is linked to a debtor that is gone`);
      return found;
    },
  };
}
