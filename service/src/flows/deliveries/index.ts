export { DELIVERIES } from './flow.ts';
