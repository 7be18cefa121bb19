import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterPicture, enterPicturedProducts, png } from './shop.ts';

/** Two products: one with a picture that Salesforce knows nothing of, one whose picture was taken off its item. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const pictures = { NEW: png(1), OLD: png(2) };
    const [, old] = await enterPicturedProducts(stage, pictures, company === 'a further division' ? DIVISION : undefined);
    await enterPicture(stage, old?.itemId ?? '', null);
    await stage.salesforce.control('PATCH', `rows/Product2/${old?.productId ?? ''}`, {
      Exact_Picture_Name__c: 'OLD.png',
      Exact_Picture_Hash__c: 'a',
      Exact_Picture_Seen__c: 'b',
    });
    return {
      stage,
      document: { version: 1, ...document, flows: { pictures: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Product2', 'ContentVersion', 'ExactLink__c'],
};
