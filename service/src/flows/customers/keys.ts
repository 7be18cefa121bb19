/**
 * Entities of the link memory. `ownDebtor` is a person's word that the account gets a debtor of its own, whoever else has its
 * e-mail address; `agreed` notes what both sides said when they last agreed. `contested` are debtors that merges left behind an account, `mergedAway`
 * are accounts and contacts whose merging was noted.
 */
export const LINKS = {
  account: 'account',
  contact: 'contact',
  defaultDebtor: 'defaultDebtor',
  deliveryAddress: 'deliveryAddress',
  ownDebtor: 'ownDebtor',
  agreed: 'agreedValues',
  contested: 'contestedDebtors',
  mergedAway: 'mergedAway',
} as const;

/** Fingerprint of a link that has to be looked at again: no hash is equal to it. */
export const DOUBTED = '';

/** The key that an account made by us carries in Exact: found again when the answer to its making was lost. */
export function searchCodeOf(accountId: string): string {
  return accountId;
}

/** Keys of the operations of a customer; one customer or address has one key, however many records of a batch need it. */
export const keys = {
  account: (accountId: string) => `exact/Account/${accountId}`,
  contact: (contactId: string) => `exact/Contact/${contactId}`,
  mainContact: (accountId: string) => `exact/Account/${accountId}/main-contact`,
  address: (accountId: string, fingerprint: string) => `exact/Address/${accountId}/${fingerprint.slice(0, 20)}`,
  accountWriteBack: (accountId: string) => `salesforce/Account/${accountId}`,
  contactWriteBack: (contactId: string) => `salesforce/Contact/${contactId}`,
} as const;
