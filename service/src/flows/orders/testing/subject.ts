import { enterKit } from './kits.ts';
import { entries, makeOrder, open, settings, stage } from './shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';

const ELSEWHERE = {
  ShippingStreet: 'Rue Neuve 12',
  ShippingPostalCode: '1000',
  ShippingCity: 'Brussel',
  ShippingCountry: 'België',
};

/** An order of a new customer with a set that is sent as its parts, which goes to an address of its own, and one of a customer whom Exact has with another city. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings({ division: DIVISION, sets: { send: 'parts' } }) as { flows: { orders: object } };
    const document = { ...rest, ...divisions, flows: { ...flows, products: { enabled: true, division: DIVISION } } };
    await open({ exact }, document);
    await stage.createRows('crm/Accounts', [
      { Name: 'Visser B.V.', Status: 'C', Email: 'inkoop@visser.example', City: 'Delft', Country: 'NL' },
    ]);
    const { entry } = await enterKit(document);
    const kit = (await stage.salesforce.rows('Product2')).find((row) => row['ProductCode'] === 'KIT');
    await stage.salesforce.control('PATCH', `rows/Product2/${String(kit?.['Id'])}`, { Exact_Set__c: true });
    const lines = [
      { PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 },
      { PricebookEntryId: entry, Quantity: 3, UnitPrice: 30 },
    ];
    const ofNew = await makeOrder({ order: ELSEWHERE, lines });
    const ofKnown = await makeOrder({
      account: { Name: 'Visser B.V.', BillingCity: 'Haarlem' },
      contact: { FirstName: 'Els', LastName: 'Visser', Email: 'inkoop@visser.example' },
    });
    return {
      stage,
      document,
      request: { kind: 'records', ids: [ofNew.orderId, ofKnown.orderId], explicit: true },
    };
  },
  exactPaths: {
    Account: 'crm/Accounts',
    Contact: 'crm/Contacts',
    Address: 'crm/Addresses',
    SalesOrder: 'salesorder/SalesOrders',
    SalesOrderLines: 'salesorder/SalesOrderLines',
  },
  comesAlong: (object, row) => object === 'Address' && row['Type'] === 1,
  salesforceObjects: ['Order', 'Account', 'Contact', 'ExactLink__c'],
};
