export { createOrgSchema, OrgSchema, type ChildReference } from './org-schema.ts';
export { describeGlobal, describeObject } from './describe.ts';
export { toPersonField } from './person-account-fields.ts';
export type { FieldDefinition, FieldType, FieldValue, ObjectDefinition, OrgFeatures } from './types.ts';
export { readPackageSetup, type PackageSetup } from './package-setup.ts';
