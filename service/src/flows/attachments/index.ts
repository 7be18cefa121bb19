export { ATTACHMENTS } from './flow.ts';
