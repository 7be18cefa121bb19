export { accountFields, CONTACT_FIELDS, customerOf, customerScope, isPrivatePerson } from './customer.ts';
export { listDebtors, type DebtorCandidate, type DebtorList } from './debtor-candidates.ts';
export { chooseDebtor, type DebtorChoice } from './debtor-choice.ts';
export { accountsInDivision, contactsInDivision, customerRowsQuery, isLinked } from './in-division.ts';
export { debtorIdOf, LinkedAccounts, type LinkedAccount } from './linked-accounts.ts';
export { lookAtAccount } from './look.ts';
export {
  accountLosersQuery,
  contestedDebtors,
  mergedDebtors,
  noteMerges,
  type Loser,
  type MergedDebtors,
} from './merges/index.ts';
export {
  fitsBy,
  furtherPersons,
  isDebtorOf,
  otherOwners,
  readDebtors,
  rememberedAddresses,
  rememberedDebtors,
  resolveCustomers,
  spellings,
  untoldCustomers,
} from './match/index.ts';
export {
  debtorVatCode,
  debtorVatFacts,
  forgottenLink,
  movedLink,
  planCustomer,
  planDelivery,
  planFurtherPersons,
  type DeliveryPlan,
} from './plan/index.ts';
export { doubtRemembered } from './doubt.ts';
export { CUSTOMER_OBJECTS } from './objects.ts';
export type {
  AccountRow,
  ContactRow,
  Customer,
  CustomerFacts,
  CustomerInput,
  CustomerSettings,
  FurtherPerson,
  MatchKey,
} from './types.ts';
export { CUSTOMER_NEEDS } from './needs.ts';
export { ACCOUNT_ROLE, CUSTOMER_ROLES } from './roles.ts';
export { ACCOUNT, CONTACT } from './variables.ts';
export { conflictOf, type ConflictedTopic } from './conflict.ts';
export {
  agreedOn,
  agreementText,
  isAgreed,
  OWNERS,
  ownersOf,
  readAgreement,
  topicOf,
  towardsExact,
  towardsSalesforce,
  verdictOf,
  WINNER,
  type BothValues,
  type Owned,
  type Owners,
  type Topic,
} from './ownership/index.ts';
export { LINKS } from './keys.ts';
export { readCustomers, type NamedFields } from './read-customers.ts';
export { mapCustomer, mapPerson, type MappedCustomer, type MappedPerson } from './values.ts';
