export { PRICES } from './flow.ts';
