export { ORDERS } from './flow.ts';
