export { SETS } from './flow.ts';
