export { STOCK } from './flow.ts';
