export { PRODUCTS } from './flow.ts';
