export { VARIANTS } from './flow.ts';
