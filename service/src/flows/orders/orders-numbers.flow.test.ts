import { afterEach, describe, expect, it } from '@jest/globals';
import { exactAccounts, forget, makeOrder, open, send, stage } from './testing/shop.ts';

afterEach(() => stage.close());

describe('numbers of a customer', () => {
  it('stand in Exact in one form, and are not written again because somebody spells them otherwise', async () => {
    await open();
    const account = { Phone: '(020) 123-45.67', Vat_Number__c: 'nl 0044.95.445.b01', Chamber_Of_Commerce__c: '12 34 56 78' };
    const { orderId, accountId } = await makeOrder({ account, contact: { Phone: '06-12 34 56 78' } });
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const numbers = { Phone: '+31 20 123 4567', VATNumber: 'NL004495445B01', ChamberOfCommerce: '12345678' };
    expect(await exactAccounts()).toMatchObject([numbers]);

    await stage.salesforce.control('PATCH', `rows/Account/${accountId}`, {
      Phone: '+31201234567',
      Vat_Number__c: 'NL004495445B01',
    });
    const again = await makeOrder({ accountId });
    await forget();
    expect((await send([again.orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    // The order alone: nothing of the debtor changed but its spelling.
    expect((await stage.exact.spent()).writes).toBe(1);
  });

  it('that a bookkeeper spelled otherwise are left as they are', async () => {
    await open();
    const theirs = { Phone: '020 - 123 45 67', VATNumber: 'NL 0044.95.445.B.01' };
    await stage.createRows('crm/Accounts', [
      { Name: 'Bakker & Zn. B.V.', Status: 'C', Email: 'jan@bakker.example', Country: 'NL', ...theirs },
    ]);
    const { orderId } = await makeOrder({ account: { Vat_Number__c: 'NL004495445B01' } });
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await exactAccounts()).toMatchObject([theirs]);
  });

  it('stop the order where a VAT number is none, before anything is written; a phone number never does', async () => {
    await open();
    const { orderId, accountId } = await makeOrder({ account: { Vat_Number__c: 'NL004495446B01', Phone: 'vraag naar Jan' } });
    await forget();
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'vat_number_wrong' } }]);
    expect((await stage.exact.spent()).writes).toBe(0);

    await stage.salesforce.control('PATCH', `rows/Account/${accountId}`, { Vat_Number__c: null });
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await exactAccounts()).toMatchObject([{ Phone: 'vraag naar Jan' }]);
  });
});
