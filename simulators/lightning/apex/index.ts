export { followCallouts, type ApexCallouts, type Callout } from './callouts.ts';
export { ApexNotFollowedError } from './class-table.ts';
export type { ApexOrg } from './built-ins.ts';
