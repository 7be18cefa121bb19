export { askApproval, type AskedApproval } from './ask.ts';
export { decideApproval, type DecidedApproval } from './decide.ts';
export { approvableOn, approvalDigestIn } from './digest.ts';
