import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterLinkedProducts, enterPositions } from './shop.ts';

/** Two products: one with stock that Salesforce knows nothing of, one whose row and total a person has changed. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const products = await enterLinkedProducts(stage, ['NEW', 'OLD'], company === 'a further division' ? DIVISION : undefined);
    const positions = await enterPositions(
      stage,
      products.map(({ itemId }, index) => ({ itemId, warehouse: '1', CurrentStock: 10 + index })),
    );
    const [, old] = products;
    await stage.createRecords([
      {
        object: 'ExactStock__c',
        fields: {
          Key__c: `${DIVISION}-StockPositions-${positions[1] ?? ''}`,
          Division__c: String(DIVISION),
          Exact_Item_Id__c: old?.itemId,
          Product__c: old?.productId,
          Available__c: 3,
          In_Total__c: true,
        },
      },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { stock: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Product2', 'ExactStock__c', 'ExactLink__c'],
};
