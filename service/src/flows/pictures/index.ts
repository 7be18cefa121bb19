export { PICTURES } from './flow.ts';
