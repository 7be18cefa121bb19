/** Keys of the operations of an order itself. */
export const keys = {
  salesOrder: (orderId: string) => `exact/SalesOrder/${orderId}`,
  orderWriteBack: (orderId: string) => `salesforce/Order/${orderId}`,
  orderClearing: (orderId: string) => `salesforce/Order/${orderId}/clearing`,
  orderSets: (orderId: string) => `salesforce/Order/${orderId}/sets`,
} as const;
