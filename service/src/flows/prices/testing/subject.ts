import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterCustomer, enterGroupList, enterGroups, enterLines, enterList, enterPricedProducts } from './shop.ts';

/**
 * A price list that Salesforce knows nothing of, with two products and a customer who has it; one of its prices has a row that a person has
 * changed. Another list gives a discount on the group that both products are in.
 */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const furtherDivision = company === 'a further division' ? DIVISION : undefined;
    const [group = ''] = await enterGroups(stage, ['Furniture']);
    const [lamp, table] = await enterPricedProducts(stage, ['LAMP', 'TABLE'], { group, furtherDivision });
    await enterGroupList(stage, 'Groups', [[group, 0.1]]);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterCustomer(stage, 'ACME', listId, furtherDivision);
    const [, lineId = ''] = await enterLines(stage, periodId, [
      { Item: lamp?.itemId, NewPrice: 30, EntryMethod: 2 },
      { Item: table?.itemId, NewPrice: 35, EntryMethod: 2 },
    ]);
    await stage.createRecords([
      {
        object: 'ExactPrice__c',
        fields: {
          Key__c: `${DIVISION}-SalesPriceListVolumeDiscounts-${lineId}`,
          Division__c: String(DIVISION),
          Scope_Key__c: `${table?.itemId ?? ''}/${listId}`,
          Kind__c: 'Price list',
          Price__c: 99,
        },
      },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { prices: { enabled: true, division: DIVISION, customerLists: true } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Account', 'Product2', 'Pricebook2', 'PricebookEntry', 'ExactPrice__c', 'ExactLink__c'],
};
