import { textIn, type SalesforceControl } from '../control.ts';

/** The user that the service works as. */
const INTEGRATION_USER = 'integration@example.com';
const RIGHTS = {
  ProductCatalog: ['Read'],
  ProductCategory: ['Read', 'Create', 'Edit'],
  ProductCategoryProduct: ['Read', 'Create', 'Edit', 'Delete'],
} as const;
const FIELDS = ['ProductCategory.ParentCategoryId', 'ProductCategory.IsNavigational'];

/** Gives an org with product catalogs one, and the service the rights on what is in it, as its administrator does by a permission set of his own. */
export async function openDemoCatalog(salesforce: SalesforceControl): Promise<void> {
  await salesforce.seed([{ object: 'ProductCatalog', fields: { Name: 'Webshop' } }]);
  const [ParentId = ''] = await salesforce.seed([{ object: 'PermissionSet', fields: { Name: 'Catalog', Label: 'Catalog' } }]);
  const user = (await salesforce.rows('User')).find((row) => textIn(row, 'Username') === INTEGRATION_USER);
  if (user === undefined) throw new Error(`the org has no user ${INTEGRATION_USER}`);
  await salesforce.seed([
    ...Object.entries(RIGHTS).map(([SobjectType, rights]) => ({
      object: 'ObjectPermissions',
      fields: { ParentId, SobjectType, ...Object.fromEntries(rights.map((right) => [`Permissions${right}`, true])) },
    })),
    ...FIELDS.map((Field) => ({
      object: 'FieldPermissions',
      fields: { ParentId, SobjectType: 'ProductCategory', Field, PermissionsRead: true, PermissionsEdit: true },
    })),
    { object: 'PermissionSetAssignment', fields: { AssigneeId: textIn(user, 'Id'), PermissionSetId: ParentId } },
  ]);
}
