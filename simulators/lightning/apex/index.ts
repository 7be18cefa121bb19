export { followCallouts, type ApexCallouts, type ApexOutcome, type Callout } from './callouts.ts';
export type { OrgReply, OrgRequest } from './org-calls.ts';
export { ApexNotFollowedError } from './class-table.ts';
export type { ApexOrg } from './built-ins.ts';
