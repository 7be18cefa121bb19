import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeSimulators, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

describe('quotations', () => {
  let client: TestClient;
  let account: string;
  let item: string;

  beforeAll(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', SalesVatCode: '2' }]);
    [account = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'P', PaymentConditionSales: '30' }]);
  });
  afterAll(closeSimulators);

  const quote = (lines: unknown, fields: Fields = {}) =>
    client.create('crm/Quotations', { OrderAccount: account, QuotationLines: lines, ...fields });
  const line = (Quantity: number, NetPrice: number, fields: Fields = {}) => ({ Item: item, Quantity, NetPrice, ...fields });

  it('are drafts with a number, for whoever may become a customer, with his conditions', async () => {
    const [first, second] = [await quote([line(1, 10)], { YourRef: 'PO-1' }), await quote([line(1, 10)])];
    expect(first).toMatchObject({
      ...{ Status: 20, StatusDescription: 'Draft', VersionNumber: 1, OrderAccountName: 'ACME', DeliveryAccount: account },
      ...{ Currency: 'EUR', PaymentCondition: '30', YourRef: 'PO-1' },
    });
    expect(Number(second['QuotationNumber'])).toBe(Number(first['QuotationNumber']) + 1);
  });

  it('hold the amount with VAT and the VAT in it, each line rounded by itself, optional lines left out', async () => {
    const made = await quote([line(3, 0.335), line(7, 1.115, { VATCode: '1' }), line(1, 100, { Optional: true })]);
    // 1.01 + 0.21 and 7.81 + 0.70
    expect(made).toMatchObject({ AmountFC: 9.73, VATAmountFC: 0.91 });
    const [first] = await client.rows('crm/QuotationLines', { $filter: `QuotationID eq guid'${String(made['QuotationID'])}'` });
    expect(first).not.toHaveProperty('DeliveryDate');
  });

  it('want a customer, lines, and contacts and addresses of the account beside them', async () => {
    const [other = ''] = await client.seed('crm/Accounts', [{ Name: 'Else', Status: 'C' }]);
    const [person = ''] = await client.seed('crm/Contacts', [{ Account: other, LastName: 'Bakker' }]);
    for (const [fields, text] of [
      [{ QuotationLines: [] }, 'Mandatory: QuotationLines'],
      [{ OrderAccountContact: person }, 'Invalid reference: OrderAccountContact'],
    ] as const) {
      const body = { OrderAccount: account, QuotationLines: [line(1, 1)], ...fields };
      const reply = await client.api('POST', 'crm/Quotations', {}, body);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(errorText(reply)).toContain(text);
    }
  });
});
