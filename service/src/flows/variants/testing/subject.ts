import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterVariants } from './shop.ts';

/** A family that is not there yet, and one whose product and attribute a person has changed. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const [, , mug] = await enterVariants(
      stage,
      [
        { Code: 'CUP-RED-S', Description: 'Cup red, small' },
        { Code: 'CUP-RED-L', Description: 'Cup red, large' },
        { Code: 'MUG-BLUE-L', Description: 'Mug blue' },
      ],
      company === 'a further division' ? DIVISION : undefined,
    );
    await stage.createRecords([
      {
        object: 'Product2',
        fields: { Name: 'Changed', IsActive: false, Exact_Family_Key__c: `${DIVISION}-families-mug`, Exact_Family__c: 'MUG' },
      },
      {
        object: 'ExactAttribute__c',
        fields: {
          Key__c: `${DIVISION}-ItemAttributes-${mug?.itemId ?? ''}-colour`,
          Division__c: String(DIVISION),
          Exact_Item_Id__c: mug?.itemId,
          Product__c: mug?.productId,
          Attribute__c: 'colour',
          Value__c: 'PINK',
          Order__c: 1,
        },
      },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { variants: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Product2', 'ExactAttribute__c', 'ExactLink__c'],
};
