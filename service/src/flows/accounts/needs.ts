import { NO_RIGHTS, togetherNeeded, type SalesforceNeeds } from '../../salesforce/index.ts';
import { CUSTOMER_NEEDS } from '../customers/index.ts';

/** What bringing customers to Salesforce needs there. */
export const ACCOUNT_NEEDS: SalesforceNeeds = togetherNeeded([
  CUSTOMER_NEEDS,
  {
    integration: NO_RIGHTS,
    people: NO_RIGHTS,
    packageFields: {
      Contact: ['Exact_Id__c'],
      Account: [
        ...['Chamber_Of_Commerce__c', 'Exact_Code__c', 'Exact_Sync_Problem__c', 'Exact_Sync_Status__c', 'Exact_Synced_At__c'],
        ...['Payment_Condition__c', 'Vat_Number__c'],
      ],
    },
    shownWith: {},
    switched: [],
  },
]);
