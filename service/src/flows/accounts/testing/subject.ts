import { enterLinked } from '../../debtors/testing/shop.ts';
import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';

/** Two debtors: one that moved, one whose account has no phone number yet. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const isFurther = company === 'a further division';
    const linked = await enterLinked(stage, ['Eerste B.V.', 'Tweede B.V.'], {
      account: { Phone: null, ...(isFurther ? { Exact_Id__c: null, Exact_Code__c: null } : {}) },
      debtor: { City: 'Utrecht', AddressLine2: 'Tweede etage' },
    });
    if (isFurther)
      await stage.createRecords(
        linked.map(({ debtorId, accountId }) => ({
          object: 'ExactLink__c',
          fields: {
            Key__c: `${DIVISION}-Accounts-${debtorId}`,
            ...{ Division__c: String(DIVISION), Entity__c: 'Accounts', Role__c: 'account' },
            ...{ Exact_Id__c: debtorId, Account__c: accountId },
          },
        })),
      );
    return {
      stage,
      document: {
        version: 1,
        ...document,
        flows: { accounts: { enabled: true, division: DIVISION }, debtors: { owners: { address: 'exact' } } },
      },
      request: { kind: 'changes', cursors: {}, full: false },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Account', 'ExactLink__c'],
  work: ['update'],
};
