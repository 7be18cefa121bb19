/** Fields of an order that say why it was not sent. */
export const ORDER_PROBLEM = {
  status: 'Exact_Sync_Status__c',
  message: 'Exact_Sync_Problem__c',
  action: 'Exact_Sync_Action__c',
} as const;
