import type { World } from '../support/world.ts';

const INTEGRATION = 'integration@example.com';
const RIGHTS = {
  ProductCatalog: ['Read'],
  ProductCategory: ['Read', 'Create', 'Edit'],
  ProductCategoryProduct: ['Read', 'Create', 'Edit', 'Delete'],
} as const;
const FIELDS = ['ProductCategory.ParentCategoryId', 'ProductCategory.IsNavigational'];

/** Gives the org a catalog and Tandem the rights on what is in it; answers the document that has standard categories filled too. */
export async function openCatalog<Document extends { readonly flows: Readonly<Record<string, object>> }>(
  { salesforce }: World,
  document: Document,
): Promise<Document> {
  await salesforce.seed([{ object: 'ProductCatalog', fields: { Name: 'Shop' } }]);
  const [ParentId = ''] = await salesforce.seed([{ object: 'PermissionSet', fields: { Name: 'Catalog', Label: 'Catalog' } }]);
  const [user] = (await salesforce.rows('User')).filter((row) => row['Username'] === INTEGRATION);
  await salesforce.seed([
    ...Object.entries(RIGHTS).map(([SobjectType, rights]) => ({
      object: 'ObjectPermissions',
      fields: { ParentId, SobjectType, ...Object.fromEntries(rights.map((right) => [`Permissions${right}`, true])) },
    })),
    ...FIELDS.map((Field) => ({
      object: 'FieldPermissions',
      fields: { ParentId, SobjectType: 'ProductCategory', Field, PermissionsRead: true, PermissionsEdit: true },
    })),
    { object: 'PermissionSetAssignment', fields: { AssigneeId: String(user?.['Id']), PermissionSetId: ParentId } },
  ]);
  const { categories = {} } = document.flows;
  return { ...document, flows: { ...document.flows, categories: { ...categories, standard: true } } };
}
