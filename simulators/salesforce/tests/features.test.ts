import { afterEach, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, list } from './org-client.ts';

describe('features of an org', () => {
  let org: OrgClient;
  afterEach(() => org.close());

  const fieldNames = async (object: string) =>
    list((await org.call('GET', `/sobjects/${object}/describe`)).body['fields']).map((field) => field['name']);

  it('has none of the optional fields by default', async () => {
    org = await OrgClient.start();
    const account = await fieldNames('Account');
    expect(account).not.toContain('IsPersonAccount');
    expect(account).not.toContain('BillingCountryCode');
    expect(account).not.toContain('CurrencyIsoCode');
    expect(errorCode(await org.call('POST', '/sobjects/Account', { Name: 'x', BillingCountryCode: 'NL' }))).toBe('INVALID_FIELD');
    expect(errorCode(await org.query('SELECT CurrencyIsoCode FROM Product2'))).toBe('INVALID_FIELD');
    expect(errorCode(await org.query('SELECT Id FROM CurrencyType'))).toBe('INVALID_TYPE');
    expect((await org.call('GET', '/connect/organization')).body['features']).toEqual({
      defaultCurrencyIsoCode: 'EUR',
      multiCurrency: false,
    });
  });

  it('lacks the order objects where orders are off', async () => {
    org = await OrgClient.start({ features: { orders: false } });
    expect((await org.call('GET', '/sobjects/Order/describe')).status).toBe(404);
    expect(errorCode(await org.query('SELECT Id FROM OrderItem'))).toBe('INVALID_TYPE');
  });

  it('keeps a person as account and contact', async () => {
    org = await OrgClient.start({ features: { personAccounts: true } });
    const [type] = await org.rows('SELECT Id FROM RecordType WHERE IsPersonType = true');
    const RecordTypeId = String(type?.['Id']);
    const id = await org.create('Account', {
      RecordTypeId,
      FirstName: 'Jan',
      LastName: 'Jansen',
      PersonEmail: 'jan@example.nl',
      Exact_Id__pc: 'contact-1',
    });
    const read = () =>
      org.rows(
        `SELECT Name, IsPersonAccount, PersonContact.Email, PersonContact.Exact_Id__c, PersonContactId FROM Account WHERE Id = '${id}'`,
      );
    const [account] = await read();
    expect(account).toMatchObject({
      Name: 'Jan Jansen',
      IsPersonAccount: true,
      PersonContact: { Email: 'jan@example.nl', Exact_Id__c: 'contact-1' },
    });
    await org.call('PATCH', `/sobjects/Account/${id}`, { PersonEmail: 'new@example.nl', LastName: 'de Boer' });
    expect(await read()).toMatchObject([{ Name: 'Jan de Boer', PersonContact: { Email: 'new@example.nl' } }]);
    const contact = `/sobjects/Contact/${String(account?.['PersonContactId'])}`;
    await org.call('PATCH', contact, { Email: 'again@example.nl' });
    expect((await org.rows(`SELECT PersonEmail FROM Account WHERE Id = '${id}'`))[0]).toEqual({
      PersonEmail: 'again@example.nl',
    });
    expect(errorCode(await org.call('PATCH', `/sobjects/Account/${id}`, { Name: 'x' }))).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect(errorCode(await org.call('DELETE', contact))).toBe('DELETE_FAILED');
    expect(errorCode(await org.call('POST', '/sobjects/Account', { RecordTypeId, FirstName: 'x' }))).toBe(
      'REQUIRED_FIELD_MISSING',
    );
    expect(errorCode(await org.call('POST', '/sobjects/Account', { Name: 'Company', PersonEmail: 'a@b.nl' }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    expect((await org.call('DELETE', `/sobjects/Account/${id}`)).status).toBe(204);
    expect(await org.rows('SELECT Id FROM Contact')).toEqual([]);
  });

  it('keeps code and text of a country in step', async () => {
    org = await OrgClient.start({ features: { stateCountryPicklists: true } });
    const id = await org.create('Account', { Name: 'x', BillingCountry: 'netherlands', ShippingCountryCode: 'be' });
    const read = async () => (await org.call('GET', `/sobjects/Account/${id}`)).body;
    expect(await read()).toMatchObject({
      BillingCountry: 'Netherlands',
      BillingCountryCode: 'NL',
      ShippingCountry: 'Belgium',
      ShippingCountryCode: 'BE',
    });
    await org.call('PATCH', `/sobjects/Account/${id}`, { BillingCountryCode: 'US', BillingState: 'texas' });
    expect(await read()).toMatchObject({ BillingCountry: 'United States', BillingState: 'Texas', BillingStateCode: 'TX' });
    const refusal = async (fields: Record<string, unknown>) =>
      errorCode(await org.call('POST', '/sobjects/Account', { Name: 'x', ...fields }));
    expect(await refusal({ BillingCountry: 'Holland' })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await refusal({ BillingCountry: 'Belgium', BillingCountryCode: 'NL' })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await refusal({ BillingCountryCode: 'NL', BillingState: 'Utrecht' })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await refusal({ BillingState: 'Texas' })).toBe('FIELD_INTEGRITY_EXCEPTION');
    const [row] = await org.rows(`SELECT BillingAddress FROM Account WHERE Id = '${id}'`);
    expect(row).toMatchObject({ BillingAddress: { countryCode: 'US', stateCode: 'TX', city: null } });
  });

  it('keeps one price and one order in one currency each', async () => {
    org = await OrgClient.start({ features: { multiCurrency: true }, currency: 'EUR', otherCurrencies: ['USD'] });
    expect(await org.rows('SELECT IsoCode, IsCorporate FROM CurrencyType')).toEqual([
      { IsoCode: 'EUR', IsCorporate: true },
      { IsoCode: 'USD', IsCorporate: false },
    ]);
    const { productId, entryId } = await org.createProduct('chair', 10);
    const price = { Pricebook2Id: await org.standardPricebookId(), Product2Id: productId, UnitPrice: 12, IsActive: true };
    const dollars = await org.create('PricebookEntry', { ...price, CurrencyIsoCode: 'USD' });
    expect(errorCode(await org.call('POST', '/sobjects/PricebookEntry', { ...price, CurrencyIsoCode: 'USD' }))).toBe(
      'DUPLICATE_VALUE',
    );
    expect(errorCode(await org.call('POST', '/sobjects/PricebookEntry', { ...price, CurrencyIsoCode: 'GBP' }))).toBe(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
    expect(errorCode(await org.call('PATCH', `/sobjects/PricebookEntry/${dollars}`, { CurrencyIsoCode: 'EUR' }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    const OrderId = await org.createOrder({ CurrencyIsoCode: 'USD' });
    const item = { OrderId, Quantity: 1, UnitPrice: 12 };
    expect(errorCode(await org.call('POST', '/sobjects/OrderItem', { ...item, PricebookEntryId: entryId }))).toBe(
      'FIELD_INTEGRITY_EXCEPTION',
    );
    await org.create('OrderItem', { ...item, PricebookEntryId: dollars });
    expect(await org.rows('SELECT CurrencyIsoCode FROM OrderItem')).toEqual([{ CurrencyIsoCode: 'USD' }]);
  });

  it('knows the package by its namespace only, where it is installed with one', async () => {
    org = await OrgClient.start({ namespace: 'tandem' });
    const accountId = await org.create('Account', { Name: 'x', tandem__Exact_Id__c: 'a' });
    expect(errorCode(await org.call('POST', '/sobjects/Account', { Name: 'x', Exact_Id__c: 'b' }))).toBe('INVALID_FIELD');
    expect((await org.call('GET', '/sobjects/ExactLink__c/describe')).status).toBe(404);
    await org.create('tandem__ExactLink__c', {
      tandem__Key__c: 'k',
      tandem__Role__c: 'r',
      tandem__Division__c: '1',
      tandem__Entity__c: 'e',
      tandem__Exact_Id__c: 'i',
      tandem__Account__c: accountId,
    });
    expect(await org.rows('SELECT tandem__Account__r.tandem__Exact_Id__c FROM tandem__ExactLink__c')).toMatchObject([
      { tandem__Account__r: { tandem__Exact_Id__c: 'a' } },
    ]);
    expect((await org.call('PATCH', '/sobjects/Account/tandem__Exact_Id__c/a', { Name: 'y' })).status).toBe(200);
  });

  it('does not start without its package', async () => {
    org = await OrgClient.start();
    await expect(OrgClient.start({ packageDirectory: '/nowhere' })).rejects.toThrow(
      'The package directory /nowhere does not exist',
    );
  });
});
