import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes } from './clerk-desk.ts';
import { address, chamberNumber, phoneNumber, vatNumber } from './people-facts.ts';
import type { SellerDesk } from './seller-desk.ts';

/** What a seller changes of customers and their contacts. */
export function customerChanges(desk: SellerDesk): Changes {
  const { random } = desk;
  return {
    'account renamed': () => desk.changeOne('Account', () => ({ Name: `Klant Ćevapčići ${desk.count}` })),
    'account has another phone number': () => desk.changeOne('Account', () => ({ Phone: phoneNumber(random) })),
    'account has no phone number': async () =>
      random.next() < 0.2 && (await desk.changeOne('Account', () => ({ Phone: null }), isLinked)),
    'account moved': () => desk.changeOne('Account', () => addressInSalesforce(desk)),
    'account has another website': () => desk.changeOne('Account', () => ({ Website: `www.klant-${desk.count}.example` })),
    'account has another VAT number': () => desk.changeOne('Account', () => ({ Vat_Number__c: vatNumber(random) }), isDutch),
    'account has another chamber number': () =>
      desk.changeOne('Account', () => ({ Chamber_Of_Commerce__c: chamberNumber(random) }), isDutch),
    'account has other terms': () =>
      desk.changeOne('Account', () => ({ Payment_Condition__c: random.pick(['14 days', '30 days']) ?? '' })),
    'contact renamed': () => desk.changeOne('Contact', () => ({ LastName: `van der Łąka ${desk.count}` })),
    'contact has another phone number': () => desk.changeOne('Contact', () => ({ Phone: phoneNumber(random) })),
    'contact has another e-mail address': () =>
      desk.changeOne('Contact', () => ({ Email: `persoon-${desk.count}@klant.example` })),
    'prospect made': async () => (await makeCustomer(desk)) !== undefined,
  };
}

/** A new customer with a contact; the id of the account. */
export async function makeCustomer(desk: SellerDesk): Promise<string | undefined> {
  const { random, count } = desk;
  const name = `Nieuwe klant ${count}`;
  const own = { Name: name, Phone: phoneNumber(random), BillingCountry: 'Nederland (NL)', ...addressInSalesforce(desk) };
  const accountId = await desk.make('Account', own);
  if (accountId === undefined) return undefined;
  const person = { AccountId: accountId, FirstName: 'Zoë', LastName: `Ångström ${count}`, Email: `zoe-${count}@nieuw.example` };
  await desk.make('Contact', person);
  return accountId;
}

function addressInSalesforce({ random }: SellerDesk) {
  const { lines, postcode, city } = address(random);
  return { BillingStreet: lines.join('\n'), BillingPostalCode: postcode, BillingCity: city };
}

function isLinked(row: StoredRow): boolean {
  return typeof row['Exact_Id__c'] === 'string';
}

function isDutch(row: StoredRow): boolean {
  return String(row['BillingCountry']).startsWith('Ned') || String(row['BillingCountry']).startsWith('Net');
}
