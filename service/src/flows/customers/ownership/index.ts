export { agreedOn, agreementText, isAgreed, readAgreement, verdictOf, type BothValues } from './agreement.ts';
export { ownersOf, towardsExact, towardsSalesforce, type Owned } from './rules.ts';
export { OWNERS, TOPIC_FIELDS, TOPICS, topicOf, WINNER, type Owner, type Owners, type Topic, type Winner } from './topics.ts';
