import { enterLinkedProducts } from '../../stock/testing/shop.ts';
import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterParts } from './shop.ts';

/** A set of two parts: one that Salesforce knows nothing of, one whose row a person has changed. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const further = company === 'a further division' ? DIVISION : undefined;
    const [box, cup, saucer] = await enterLinkedProducts(stage, ['BOX', 'CUP', 'SAUCER'], further);
    const ids = await enterParts(stage, box?.itemId ?? '', { [cup?.itemId ?? '']: 2, [saucer?.itemId ?? '']: 3 });
    await stage.createRecords([
      {
        object: 'ExactSetPart__c',
        fields: {
          Key__c: `${DIVISION}-assemblybillofmaterialmaterials-${ids[1] ?? ''}`,
          Division__c: String(DIVISION),
          Exact_Item_Id__c: box?.itemId,
          Set__c: box?.productId,
          Quantity__c: 9,
        },
      },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { sets: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Product2', 'ExactSetPart__c', 'ExactLink__c'],
};
