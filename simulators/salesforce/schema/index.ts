export { CLOSING_STAGES, OPPORTUNITY_STAGES } from './sales-facts.ts';
export { createOrgSchema, OrgSchema, type ChildReference } from './org-schema.ts';
export { describeGlobal, describeObject } from './describe.ts';
export { toPersonField } from './person-account-fields.ts';
export type { FieldDefinition, FieldType, FieldValue, ObjectDefinition, OrgFeatures } from './types.ts';
export { hasObjectPermissions, neededFor, NEEDED_FOR_USER_PERMISSION, permissionNameOf } from './permissionable.ts';
export { readOrgRights } from './org-rights.ts';
export { readPackageSetup, type PackageSetup, type PermissionSetContent } from './package-setup.ts';
