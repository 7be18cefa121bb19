import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What the attachments flow needs in Salesforce: files are open to whoever sees the record they hang on. */
export const ATTACHMENT_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Order: ['read', 'viewAllFields', 'viewAllRecords'] } },
  people: { ...NO_RIGHTS, objects: { Order: ['read'] } },
  packageFields: { Order: ['Exact_Document__c', 'Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c'] },
  shownWith: {},
  switched: [],
};
