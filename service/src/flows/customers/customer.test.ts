import { describe, expect, it } from '@jest/globals';
import { customerOf } from './customer.ts';
import { customer, PERSON } from './testing/accounts.ts';
import { mapCustomer } from './values.ts';
import { ORDER_SETTINGS } from '../orders/settings.ts';
import { CONFIGURATION } from '../configuration.ts';

const settings = ORDER_SETTINGS.of(CONFIGURATION.parse({ version: 1 }));
const SILENT = { ...PERSON, Id: '003000000000002AAA', FirstName: 'Stil', Email: null };

describe('the person and the address of a customer', () => {
  it('are of the first contact with an address, else of the first', () => {
    expect(customer({}, [SILENT, PERSON])).toMatchObject({ contact: PERSON, email: 'jan@acme.example' });
    expect(customer({}, [SILENT])).toMatchObject({ contact: SILENT, email: '' });
    expect(customer({}, [])).toMatchObject({ contact: undefined, email: '' });
  });

  it('are of the person that the record names, and an address is looked for further where that one has none', () => {
    const named = { ...SILENT, Email: ' ' };
    const { record, accountId, account, scope } = customer();
    const source = { record, accountId, account, scope, named, contacts: [PERSON] };
    expect(customerOf(source)).toMatchObject({ contact: named, email: 'jan@acme.example' });
    expect(customerOf({ ...source, named: PERSON, contacts: [] })).toMatchObject({ contact: PERSON });
  });

  it('are of the person account before its contacts', () => {
    expect(customer({ PersonEmail: 'own@acme.example' }).email).toBe('own@acme.example');
  });
});

describe('a customer as Exact would hold it', () => {
  it('has a fingerprint that changes with what is sent and with nothing else', () => {
    const { fingerprint } = mapCustomer(customer(), settings);
    expect(mapCustomer({ ...customer(), record: { id: 'other', label: 'other', day: '' } }, settings).fingerprint).toBe(
      fingerprint,
    );
    expect(mapCustomer(customer({ BillingCity: 'Haarlem' }), settings).fingerprint).not.toBe(fingerprint);
  });

  it('is a company with a company name, a private person with its own', () => {
    expect(mapCustomer(customer(), settings).isPrivate).toBe(false);
    expect(mapCustomer(customer({ Name: 'jan bakker' }), settings).isPrivate).toBe(true);
  });
});
