import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What the credit flow needs in Salesforce. */
export const CREDIT_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Account: ['read', 'edit', 'viewAllFields', 'viewAllRecords'] } },
  people: { ...NO_RIGHTS, objects: { Account: ['read'] } },
  packageFields: {
    Account: [
      ...['Exact_Id__c', 'Exact_Available_Credit__c', 'Exact_Blocked__c', 'Exact_Credit_Line__c', 'Exact_Credit_Synced_At__c'],
      ...['Exact_Currency__c', 'Exact_Discount__c', 'Exact_Open_Amount__c', 'Exact_Open_Orders__c'],
      ...['Exact_Price_List_Id__c', 'Exact_Sales_Vat_Code__c'],
    ],
    ExactLink__c: ['Account__c'],
  },
  shownWith: { ExactLink__c: 'Account' },
  switched: [],
};
