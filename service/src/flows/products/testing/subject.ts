import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';

const ITEM = { Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2' };
const PRICE = { Currency: 'EUR', Quantity: 1, Unit: 'pc' };

/** A new item with a price, and one whose product and price a person has entered with other values. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const items = await stage.createRows('logistics/Items', [
      { ...ITEM, Code: 'NEW', Description: 'Lamp' },
      { ...ITEM, Code: 'OLD', Description: 'Table' },
    ]);
    await stage.createRows(
      'logistics/SalesItemPrices',
      items.map((Item, index) => ({ ...PRICE, Item, Price: index + 1.5 })),
    );
    const [productId] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Former table', ProductCode: 'OLD', IsActive: true } },
    ]);
    const book = (await stage.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
    await stage.createRecords([
      { object: 'PricebookEntry', fields: { Pricebook2Id: book?.['Id'], Product2Id: productId, UnitPrice: 9, IsActive: true } },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { products: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Product2', 'PricebookEntry', 'ExactLink__c'],
};
