export { agreementIn, saidBy } from './agreement.ts';
export { isCancelled, planCancelled } from './cancellation.ts';
export { CANCELLED_CONTENT, foundMark, settledMark } from './mark.ts';
export { AMENDMENT_OBJECTS, lostLines, standing } from './objects.ts';
export { planAmendment, toBeAmended } from './plan.ts';
export { readInFull } from './read.ts';
export { AMENDMENT_SETTING_TEXTS } from './texts.ts';
