export { AWAITED_CREDIT } from './awaited.ts';
export { holdCustomers } from './hold.ts';
export { CreditJudge } from './judge.ts';
export { readCredit } from './read.ts';
export { noteSent } from './sent.ts';
