import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type Company, type FlowSubject } from '../../testing/subject.ts';
import { AMENDED } from './amended.ts';
import { jobs, makeJob, makeOpportunity, makeQuote, openSales } from './sales.ts';
import { makePlaceholder, makeProduct } from './missing-products.ts';
import { entries, makeOrder, open, settings, stage } from './shop.ts';
import { SUBJECT } from './subject.ts';

/** Another record that is sent, and its objects: one of a new customer, and one of a customer whom Exact has with another city. */
function subjectOf(object: string, source: object, make: (account?: object) => Promise<string>): FlowSubject {
  return {
    ...SUBJECT,
    open: async (company: Company) => {
      const { exact, document: divisions } = divisionsOf(company);
      const { flows, ...rest } = settings({ division: DIVISION, sources: [source] }) as { flows: { orders: object } };
      const document = { ...rest, ...divisions, flows: { ...flows, products: { enabled: true, division: DIVISION } } };
      await openSales('', { exact }, document);
      await stage.createRows('crm/Accounts', [
        { Name: 'Visser B.V.', Status: 'C', Email: 'inkoop@visser.example', City: 'Delft', Country: 'NL' },
      ]);
      const ids = [await make(), await make({ Name: 'Visser B.V.', BillingCity: 'Haarlem' })];
      return { stage, document, request: { kind: 'records', ids, explicit: true } };
    },
    salesforceObjects: [object, 'Account', 'Contact', 'ExactLink__c'],
  };
}

async function customerOf(account: object | undefined): Promise<{ accountId?: string }> {
  if (account === undefined) return {};
  const [accountId = ''] = await stage.createRecords([{ object: 'Account', fields: { ...account } }]);
  const person = { FirstName: 'Els', LastName: 'Visser', Email: 'inkoop@visser.example' };
  await stage.createRecords([{ object: 'Contact', fields: { AccountId: accountId, ...person } }]);
  return { accountId };
}

/** An order of which one product has no item, and goes on a placeholder. */
const PLACEHOLDERS: FlowSubject = {
  ...SUBJECT,
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const orders = { division: DIVISION, missingProducts: { use: 'placeholder', placeholderCode: 'DIVERS' } };
    const { flows, ...rest } = settings(orders) as { flows: object };
    const document = { ...rest, ...divisions, flows: { ...flows, products: { enabled: true, division: DIVISION } } };
    await open({ exact }, document);
    await makePlaceholder();
    const { entryId } = await makeProduct();
    const lines = [entryId, entries[0]].map((PricebookEntryId) => ({ PricebookEntryId, Quantity: 2, UnitPrice: 9 }));
    const { orderId } = await makeOrder({ lines });
    return { stage, document, request: { kind: 'records', ids: [orderId], explicit: true } };
  },
};

/** The other records that are sent as orders, other ways of sending them, and orders that were sent before, by what they are called. */
export const SOURCE_SUBJECTS: Readonly<Record<string, FlowSubject>> = {
  placeholders: PLACEHOLDERS,
  opportunities: subjectOf('Opportunity', { object: 'Opportunity' }, async (account) => {
    const { opportunityId } = await makeOpportunity(await customerOf(account));
    return opportunityId;
  }),
  quotes: subjectOf('Quote', { object: 'Quote' }, async (account) => {
    const { opportunityId } = await makeOpportunity({ ...(await customerOf(account)), stage: 'Prospecting' });
    return makeQuote(opportunityId);
  }),
  amended: AMENDED,
  jobs: subjectOf('Job__c', jobs(), async (account) => (await makeJob(await customerOf(account))).jobId),
};
