export { PROGRESS } from './flow.ts';
