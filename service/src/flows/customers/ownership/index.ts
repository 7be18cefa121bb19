export { agreedOn, agreementText, isAgreed, readAgreement, verdictOf, type BothValues } from './agreement.ts';
export { NUMBERS } from './numbers.ts';
export { ownersOf, towardsExact, towardsSalesforce, type Owned } from './rules.ts';
export { OWNERS, topicOf, WINNER, type Topic, type Winner, type Owners } from './topics.ts';
