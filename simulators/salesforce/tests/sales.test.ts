import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OrgClient } from './org-client.ts';

let org: OrgClient;
let entryId: string;
let opportunityId: string;

beforeEach(async () => {
  org = await OrgClient.start({ features: { quotes: true } });
  ({ entryId } = await org.createProduct('Shelf', 10));
  const accountId = await org.create('Account', { Name: 'Acme' });
  const fields = { Name: 'Shelves', StageName: 'Prospecting', CloseDate: '2030-01-31', Amount: 7 };
  opportunityId = await org.create('Opportunity', { AccountId: accountId, ...fields });
});
afterEach(() => org.close());

const OPPORTUNITY = 'AccountId, Amount, HasOpportunityLineItem, IsClosed, IsWon, LastStageChangeDate, Name, Pricebook2Id';
const opportunity = async () => (await org.rows(`SELECT ${OPPORTUNITY} FROM Opportunity`))[0] ?? {};
const change = (fields: object) => org.call('PATCH', `/sobjects/Opportunity/${opportunityId}`, fields);

describe('an opportunity', () => {
  it('is won, lost or open by its stage, and says when it came to it', async () => {
    expect(await opportunity()).toMatchObject({ IsWon: false, IsClosed: false, LastStageChangeDate: null });
    await change({ StageName: 'Closed Won' });
    expect(await opportunity()).toMatchObject({
      IsWon: true,
      IsClosed: true,
      LastStageChangeDate: expect.any(String) as unknown,
    });
    await change({ StageName: 'Closed Lost' });
    expect(await opportunity()).toMatchObject({ IsWon: false, IsClosed: true });
  });

  it('has the amount of its products and their price book; what is given besides is left out', async () => {
    await org.create('OpportunityLineItem', {
      OpportunityId: opportunityId,
      PricebookEntryId: entryId,
      Quantity: 3,
      UnitPrice: 9.99,
      Discount: 10,
    });
    await org.create('OpportunityLineItem', {
      OpportunityId: opportunityId,
      PricebookEntryId: entryId,
      Quantity: 2,
      TotalPrice: 5,
    });
    expect(await opportunity()).toMatchObject({
      Amount: 31.97,
      HasOpportunityLineItem: true,
      Pricebook2Id: expect.any(String) as unknown,
    });
    await change({ Amount: 1, Name: 'More shelves' });
    expect(await opportunity()).toMatchObject({ Amount: 31.97, Name: 'More shelves' });
    const lines = await org.rows('SELECT UnitPrice, ListPrice FROM OpportunityLineItem WHERE Quantity = 2');
    expect(lines[0]).toMatchObject({ UnitPrice: 2.5, ListPrice: 10 });
  });

  it('takes no line with both prices, with none, without a price book entry, or of nothing', async () => {
    const line = { OpportunityId: opportunityId, PricebookEntryId: entryId, Quantity: 1 };
    await expect(org.create('OpportunityLineItem', { ...line, UnitPrice: 1, TotalPrice: 1 })).rejects.toThrow('not both');
    await expect(org.create('OpportunityLineItem', line)).rejects.toThrow('UnitPrice');
    await expect(org.create('OpportunityLineItem', { OpportunityId: opportunityId, Quantity: 1, UnitPrice: 1 })).rejects.toThrow(
      'PricebookEntryId',
    );
    await expect(org.create('OpportunityLineItem', { ...line, Quantity: 0, UnitPrice: 1 })).rejects.toThrow('nonzero');
  });
});

describe('a quote', () => {
  it('has the account of its opportunity, a number, and totals of its lines', async () => {
    const quoteId = await org.create('Quote', { OpportunityId: opportunityId, Name: 'Offer', ShippingHandling: 4, Tax: 2 });
    await org.create('QuoteLineItem', { QuoteId: quoteId, PricebookEntryId: entryId, Quantity: 2, UnitPrice: 10, Discount: 25 });
    const [quote] = await org.rows(
      'SELECT AccountId, QuoteNumber, Status, Subtotal, TotalPrice, Discount, GrandTotal, LineItemCount FROM Quote',
    );
    expect(quote).toMatchObject({
      AccountId: (await opportunity())['AccountId'],
      QuoteNumber: '00000001',
      Status: 'Draft',
      Subtotal: 20,
      TotalPrice: 15,
      Discount: 25,
      GrandTotal: 21,
      LineItemCount: 1,
    });
  });

  it('is not there in an org without quotes', async () => {
    const without = await OrgClient.start({});
    try {
      await expect(without.create('Quote', { Name: 'Offer' })).rejects.toThrow();
    } finally {
      await without.close();
    }
  });
});
