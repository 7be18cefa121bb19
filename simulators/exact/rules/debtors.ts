import { badRequest, ruleFailure, type ExactFailure } from '../failure.ts';
import type { Change } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';

/** Sold to are customers only, while they are neither ended nor blocked; `refuse` is what the document answers to others. */
export const checkDebtor = (account: Row, day: number, refuse: (text: string) => ExactFailure = badRequest): void => {
  const name = String(account['Name']);
  const end = account['EndDate'];
  if (account['Blocked'] === true) throw ruleFailure(`Blocked: Account - ${name}`);
  if (String(account['Status'] ?? 'A').trim() !== 'C') throw refuse(`Invalid: Customer (Type) - ${name}`);
  if (typeof end === 'number' && end < day) throw refuse(`Invalid: Account - ${name} is not active`);
};

/** The delivery address of a document belongs to the account that it goes to. */
export const checkAddress = (draft: Row, field: 'DeliveryAddress' | 'DeliverToAddress', { division }: Change): void => {
  const address = division.find('Addresses', draft[field]);
  if (address && address['Account'] !== draft['DeliverTo'])
    throw ruleFailure(`Invalid reference: ${field} - The address belongs to another account`);
};

/** Each contact of a document belongs to the account beside it. */
export const checkContacts = (draft: Row, { division }: Change): void => {
  for (const account of ['OrderedBy', 'DeliverTo', 'InvoiceTo']) {
    const contact = division.find('Contacts', draft[`${account}ContactPerson`]);
    if (contact && contact['Account'] !== draft[account])
      throw ruleFailure(`Invalid reference: ${account}ContactPerson - The contact belongs to another account`);
  }
};
