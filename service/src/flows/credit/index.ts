export { CREDIT } from './flow.ts';
