export { doubtRemembered } from './doubt.ts';
export { CustomerSender } from './sender.ts';
