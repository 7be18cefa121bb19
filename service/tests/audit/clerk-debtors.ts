import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes, ClerkDesk } from './clerk-desk.ts';
import { address, chamberNumber, phoneNumber, vatNumber } from './people-facts.ts';

const DEBTORS = 'crm/Accounts';

/** What a person in Exact changes of customers themselves. */
export function debtorChanges(desk: ClerkDesk): Changes {
  const { random } = desk;
  const change =
    (fields: () => object, fits: (row: StoredRow) => boolean = isCustomer): (() => Promise<boolean>) =>
    () =>
      desk.patchOne(DEBTORS, fields, { fits });
  return {
    'debtor renamed': change(() => ({ Name: `Afnemer Ümlaut ${desk.count}` })),
    'debtor has another phone number': change(() => ({ Phone: phoneNumber(random) })),
    'debtor has no phone number': () => desk.rarely(change(() => ({ Phone: null }))),
    'debtor moved': change(() => addressInExact(desk)),
    'debtor has another website': change(() => ({ Website: `www.afnemer-${desk.count}.example` })),
    'debtor has another e-mail address': change(() => ({ Email: `post@afnemer-${desk.count}.example` })),
    'debtor has another VAT number': change(() => ({ VATNumber: vatNumber(random) }), isDutch),
    'debtor has another chamber number': change(() => ({ ChamberOfCommerce: chamberNumber(random) }), isDutch),
    'debtor has other terms': change(() => ({ PaymentConditionSales: random.pick(['14', '30']) ?? '30' })),
  };
}

function isCustomer(row: StoredRow): boolean {
  return row['Status'] === 'C';
}

function isDutch(row: StoredRow): boolean {
  return isCustomer(row) && String(row['Country']).trim() === 'NL';
}

function addressInExact({ random }: ClerkDesk): object {
  const { lines, postcode, city } = address(random);
  return { AddressLine1: lines[0] ?? null, AddressLine2: lines[1] ?? null, AddressLine3: null, Postcode: postcode, City: city };
}
