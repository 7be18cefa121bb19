/** Keys of the operations of an order itself. */
export const keys = {
  salesOrder: (orderId: string) => `exact/SalesOrder/${orderId}`,
  orderWriteBack: (object: string, orderId: string) => `salesforce/${object}/${orderId}`,
  orderClearing: (object: string, orderId: string) => `salesforce/${object}/${orderId}/clearing`,
  salesOrderLine: (id: string) => `exact/SalesOrderLine/${id}`,
  orderAmounts: (object: string, orderId: string) => `salesforce/${object}/${orderId}/amounts`,
  orderSets: (object: string, orderId: string) => `salesforce/${object}/${orderId}/sets`,
} as const;
