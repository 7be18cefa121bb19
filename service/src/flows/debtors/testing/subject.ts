import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterLinked } from './shop.ts';

/** An account that becomes a debtor by the rule, and one whose debtor has another website and phone number. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const isFurther = company === 'a further division';
    const [known] = await enterLinked(stage, ['Visser B.V.'], {
      account: {
        ...{ Website: 'https://visser.example', Phone: '+31 23 222 2222' },
        ...(isFurther ? { Exact_Id__c: null, Exact_Code__c: null } : {}),
      },
    });
    if (isFurther)
      await stage.createRecords([
        {
          object: 'ExactLink__c',
          fields: {
            Key__c: `${DIVISION}-Accounts-${known?.debtorId ?? ''}`,
            ...{ Division__c: String(DIVISION), Entity__c: 'Accounts', Role__c: 'account' },
            ...{ Exact_Id__c: known?.debtorId, Account__c: known?.accountId },
          },
        },
      ]);
    const [newcomer = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'Nieuw B.V.', Type: 'Customer' } }]);
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: newcomer, LastName: 'Nieuw', Email: 'inkoop@nieuw.example' } },
    ]);
    return {
      stage,
      document: {
        version: 1,
        ...document,
        flows: { debtors: { enabled: true, division: DIVISION, creates: 'account.Type == "Customer"' } },
      },
      request: { kind: 'records', ids: [newcomer, known?.accountId ?? ''], explicit: true },
    };
  },
  exactPaths: { Account: 'crm/Accounts', Contact: 'crm/Contacts', Address: 'crm/Addresses' },
  comesAlong: (object) => object === 'Address',
  salesforceObjects: ['Account', 'Contact', 'ExactLink__c'],
};
