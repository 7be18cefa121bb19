export { ACCOUNTS } from './flow.ts';
