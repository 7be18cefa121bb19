export { DEBTORS } from './flow.ts';
