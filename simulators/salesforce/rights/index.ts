export { RightsInForce } from './rights-in-force.ts';
export type { UserRights } from './user-rights.ts';
export {
  administratorProfile,
  assign,
  assignmentsOf,
  findPermissionSet,
  installPermissionSet,
  installProfile,
  isOfProfile,
  leftByManagedInstall,
  standardProfile,
} from './permission-sets.ts';
