import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { DEBTORS } from './index.ts';
import { accountOf, look, settings, spent } from './testing/shop.ts';

let stage: Stage;
afterEach(() => stage.close());

type Fields = Readonly<Record<string, unknown>>;

/** Debtors in Exact and accounts that are to become debtors, each with a contact of its own address. */
async function open(
  debtors: readonly Fields[],
  accounts: readonly Fields[],
): Promise<{ debtorIds: string[]; accountIds: string[] }> {
  stage = await startStage();
  const debtorIds = await stage.createRows(
    'crm/Accounts',
    debtors.map((debtor) => ({ Status: 'C', Country: 'NL', ...debtor })),
  );
  const accountIds = await stage.createRecords(accounts.map((fields) => ({ object: 'Account', fields })));
  await stage.createRecords(
    accountIds.map((AccountId, index) => ({
      object: 'Contact',
      fields: { AccountId, LastName: `Bakker ${index}`, Email: `bakker${index}@klant${index}.example` },
    })),
  );
  return { debtorIds: debtorIds.map((id) => id.toLowerCase()), accountIds };
}

const linkOf = async (accountId = ''): Promise<unknown> =>
  String((await accountOf(stage, { accountId }))['Exact_Id__c'] ?? '').toLowerCase();
const made = () => stage.exact.rows(`${DIVISION}/crm/Accounts`);

describe('a customer without a link', () => {
  it('is known by its VAT number before its chamber of commerce number and its address, however they are written', async () => {
    const { debtorIds, accountIds } = await open(
      [
        { Name: 'Btw B.V.', VATNumber: 'NL100000009B01' },
        { Name: 'Kamer B.V.', ChamberOfCommerce: '12345678', Email: 'elders@kamer.example' },
        { Name: 'Post B.V.', Email: 'bakker0@klant0.example' },
      ],
      [
        { Name: 'Anders geheten', Vat_Number__c: 'NL1000.00.009.B01', Chamber_Of_Commerce__c: '99999999' },
        { Name: 'Kamer Nederland', Chamber_Of_Commerce__c: '12345678' },
      ],
    );
    const { outcomes } = await look(stage, accountIds, settings({ creates: 'true' }));
    expect(outcomes.map(({ error }) => error?.code)).toEqual([undefined, undefined]);
    expect([await linkOf(accountIds[0]), await linkOf(accountIds[1])]).toEqual([debtorIds[0], debtorIds[1]]);
    expect(await made()).toHaveLength(3);
  });

  it('is asked about where several have its number, or another account has the one', async () => {
    const { debtorIds, accountIds } = await open(
      [
        { Name: 'Dubbel 1', VATNumber: 'NL112345682B01' },
        { Name: 'Dubbel 2', VATNumber: 'NL112345682B01' },
        { Name: 'Bezet B.V.', VATNumber: 'NL124691353B01' },
      ],
      [
        { Name: 'Dubbel', Vat_Number__c: 'NL112345682B01' },
        { Name: 'Filiaal', Vat_Number__c: 'NL124691353B01' },
      ],
    );
    await stage.createRecords([{ object: 'Account', fields: { Name: 'Hoofdkantoor', Exact_Id__c: debtorIds[2] } }]);
    const { outcomes } = await look(stage, accountIds, settings({ creates: 'true' }));
    expect(outcomes.map(({ error }) => error?.code)).toEqual(['customer_number_known', 'customer_number_known']);
    expect(outcomes[0]?.error?.message).toContain('Dubbel 2');
    expect(await made()).toHaveLength(3);
  });

  it('is looked for by what the settings name, in their order, and by name, postcode and house number where they say so', async () => {
    const address = { BillingStreet: 'Kade 12-B', BillingPostalCode: '1011AA', BillingCountry: 'NL' };
    const { debtorIds, accountIds } = await open(
      [
        { Name: 'Zelfde B.V.', AddressLine1: 'Kade 12 B', Postcode: '1011 AA' },
        { Name: 'Zelfde BV', AddressLine1: 'Kade 14', Postcode: '1011 AA' },
        { Name: 'Btw B.V.', VATNumber: 'NL100000009B01' },
      ],
      [
        { Name: 'Zelfde bv', ...address },
        { Name: 'Nieuw B.V.', Vat_Number__c: 'NL100000009B01' },
      ],
    );
    await look(stage, accountIds, settings({ creates: 'true', match: ['email', 'nameAndAddress'] }));
    expect(await linkOf(accountIds[0])).toBe(debtorIds[0]);
    expect(debtorIds).not.toContain(await linkOf(accountIds[1]));
    expect(await made()).toHaveLength(4);
  });

  it('costs no call for numbers that it does not have, and one each for all that do', async () => {
    const { accountIds } = await open(
      [],
      Array.from({ length: 10 }, (_, index) => ({ Name: `Nieuw ${index}`, Vat_Number__c: `NL00000000${index}B01` })),
    );
    await spent(stage);
    await stage.walk(DEBTORS, settings({ creates: 'true' }), { kind: 'records', ids: accountIds, explicit: true }, 'plan');
    // By VAT number, by e-mail address, and by that of a contact.
    expect((await spent(stage)).exact.counted).toBe(3);
  });

  it('and one that has the same number at the same moment are not both made', async () => {
    const { accountIds } = await open(
      [],
      [
        { Name: 'Een', Vat_Number__c: 'NL137037016B01' },
        { Name: 'Twee', Vat_Number__c: 'NL137037016B01' },
      ],
    );
    const { outcomes } = await look(stage, accountIds, settings({ creates: 'true' }));
    expect(outcomes.map(({ status, error }) => [status, error?.code])).toEqual([
      ['created', undefined],
      ['failed', 'record_busy'],
    ]);
    expect(await made()).toHaveLength(1);
  });
});
