export { askApproval } from './ask.ts';
export { decideApproval } from './decide.ts';
export { approvableOn, approvalDigestIn } from './digest.ts';
