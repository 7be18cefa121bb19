/** Entities of the link memory. */
export const LINKS = { account: 'account', defaultDebtor: 'defaultDebtor', deliveryAddress: 'deliveryAddress' } as const;

/** Keys of the operations of an order; one customer or address has one key, however many orders of a batch need it. */
export const keys = {
  salesOrder: (orderId: string) => `exact/SalesOrder/${orderId}`,
  account: (accountId: string) => `exact/Account/${accountId}`,
  contact: (accountId: string) => `exact/Contact/${accountId}`,
  mainContact: (accountId: string) => `exact/Account/${accountId}/main-contact`,
  address: (accountId: string, fingerprint: string) => `exact/Address/${accountId}/${fingerprint.slice(0, 12)}`,
  orderWriteBack: (orderId: string) => `salesforce/Order/${orderId}`,
  accountWriteBack: (accountId: string) => `salesforce/Account/${accountId}`,
  contactWriteBack: (contactId: string) => `salesforce/Contact/${contactId}`,
} as const;

/** A value that an earlier operation of the plan will have made. */
export interface Reference {
  readonly ref: string;
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';
}
