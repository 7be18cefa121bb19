export { RETURNS } from './flow.ts';
