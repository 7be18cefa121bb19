import { afterEach, describe, expect, it } from '@jest/globals';
import { valueText } from '../../errors/index.ts';
import { ORDERS } from './index.ts';
import { entries, exactOrders, makeOrder, open, send, settings, stage } from './testing/shop.ts';

afterEach(() => stage.close());

const CHECKED = settings({ structuredInvoices: 'check' });
const BELGIAN = {
  ...{ Name: 'Peeters NV', BillingStreet: 'Rue Neuve 12', BillingPostalCode: '1000', BillingCity: 'Brussel' },
  ...{ BillingCountry: 'België', Vat_Number__c: 'BE 0428.759.497' },
};
const CORRECTED = [
  { Quantity: 3, UnitPrice: 1.5 },
  { Quantity: 1, UnitPrice: -0.5 },
];
const linesWithCorrection = () => CORRECTED.map((line, index) => ({ ...line, PricebookEntryId: entries[index] }));

describe('a negative price', () => {
  it('stops the order of a business in Belgium before anything is written, where the settings ask for it', async () => {
    await open();
    const { orderId } = await makeOrder({ account: BELGIAN, lines: linesWithCorrection() });
    await stage.exact.spent();
    const { outcomes } = await send([orderId], CHECKED);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_price_negative', recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toContain('SKU-1 on order');
    expect(outcomes[0]?.error?.message).toContain('costs -0.50 EUR, and Peeters NV is a business in Belgium');
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await exactOrders()).toHaveLength(0);
  });

  it('goes to anybody else, and where the settings do not ask', async () => {
    await open();
    const dutch = await makeOrder({ lines: linesWithCorrection() });
    expect((await send([dutch.orderId], CHECKED)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const unasked = await makeOrder({
      account: BELGIAN,
      contact: { Email: 'peeters@peeters.example' },
      lines: linesWithCorrection(),
    });
    expect((await send([unasked.orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await exactOrders()).toHaveLength(2);
  });

  it('stops one whose debtor is known by heart too', async () => {
    await open();
    const first = await makeOrder({ account: BELGIAN });
    await send([first.orderId], CHECKED);
    const { orderId } = await makeOrder({ accountId: first.accountId, lines: linesWithCorrection() });
    expect((await send([orderId], CHECKED)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_price_negative' } },
    ]);
  });
});

describe('the list of businesses in Belgium', () => {
  const ADDRESS = { AddressLine1: 'Rue Neuve 12', Postcode: '1000', City: 'Brussel', Country: 'BE', Status: 'C' };

  async function finding(document: object) {
    const { configuration, exact, references } = await stage.context(document);
    await stage.exact.spent();
    const findings = (await ORDERS.exactFindings?.({ division: exact, references }, configuration)) ?? [];
    const [first] = findings;
    return { state: first?.state, told: valueText(first?.detail ?? '', 'en'), calls: (await stage.exact.spent()).counted };
  }

  it('names each that is not ready with what it lacks, and says of whom nobody can tell, in one call', async () => {
    await open();
    await stage.createRows('crm/Accounts', [
      {
        Name: 'Klaar NV',
        VATNumber: 'BE0428759497',
        ChamberOfCommerce: '0428.759.497',
        PeppolIdentifier: '0208:0428759497',
        ...ADDRESS,
      },
      { Name: 'Zonder NV', VATNumber: 'BE 0428.759.497', ...ADDRESS },
      { Name: 'Fout BV', VATNumber: 'BE0428759498', PeppolIdentifier: '0208:0428759498', ...ADDRESS, City: null },
      { Name: 'Ander NV', VATNumber: 'BE0428759497', PeppolIdentifier: '0208:1009871255', ...ADDRESS },
      { Name: 'Twee NV', VATNumber: 'BE0428759497', ChamberOfCommerce: '1009.871.255', PeppolIdentifier: '9925:x', ...ADDRESS },
      { Name: 'Jan Peeters', ...ADDRESS },
      { Name: 'Prospect NV', VATNumber: 'BE0428759497', ...ADDRESS, Status: 'P' },
      { Name: 'Dicht NV', VATNumber: 'BE0428759497', ...ADDRESS, Blocked: true },
      { Name: 'Hollander BV', ...ADDRESS, Country: 'NL' },
    ]);
    const { state, told, calls } = await finding(CHECKED);

    expect(state).toBe('warning');
    expect(told).toContain('Ready: 1. Not ready: 4.');
    expect(told).toMatch(/\d+ Zonder NV lacks a Peppol identifier, which would be 0208:0428759497/);
    expect(told).toMatch(/\d+ Fout BV lacks a valid enterprise number, a valid VAT number and a complete address/);
    expect(told).toMatch(/\d+ Ander NV lacks a Peppol identifier with its own enterprise number/);
    expect(told).toMatch(/\d+ Twee NV lacks a VAT number of the same company as its enterprise number/);
    expect(told).toContain('Debtors in Belgium with neither a VAT number nor an enterprise number: 1.');
    expect(told).not.toMatch(/Klaar|Prospect|Dicht|Hollander|Jan/);
    expect(calls).toBe(1);
  });

  it('names twenty of a thousand, and counts the rest, in two calls at most', async () => {
    await open();
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      Name: `Bedrijf ${index}`,
      VATNumber: 'BE0428759497',
      ...ADDRESS,
    }));
    await stage.createRows('crm/Accounts', many);
    const { told, calls } = await finding(CHECKED);
    expect(told).toContain('Ready: 0. Not ready: 1000.');
    expect(told).toContain('And 980 more.');
    expect(told.match(/lacks/g)).toHaveLength(20);
    expect(calls).toBeLessThanOrEqual(2);
  });

  it('is fine where all are ready, and asks nothing where the settings do not look', async () => {
    await open();
    expect(await finding(CHECKED)).toMatchObject({ state: 'ok', told: 'Ready: 0. Not ready: 0.' });
    expect(await finding(settings())).toEqual({ state: undefined, told: '', calls: 0 });
  });
});
