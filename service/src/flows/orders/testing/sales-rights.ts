import { join } from 'node:path';
import { SHIPPED_SOURCES } from '../sources/shipped.ts';

/** The fields that quotes get besides: a package of its own, for orgs that have quotes. */
export const QUOTES_DIRECTORY = join(import.meta.dirname, '../../../../../force-app-quotes/main/default');

const LINE_FIELDS = ['Description', 'Discount', 'ListPrice', 'Product2Id', 'ServiceDate', 'SortOrder', 'TotalPrice', 'UnitPrice'];

interface OwnObject {
  readonly object: string;
  readonly fields: readonly string[];
}

/** The rights that an administrator gives a user in a permission set so that opportunities and quotes can be sent, as records to be made. */
export function salesRights(
  ParentId: string,
  AssigneeId: string,
  { namespace = '', own = [] }: { readonly namespace?: string; readonly own?: readonly OwnObject[] } = {},
): { readonly object: string; readonly fields: Record<string, string | boolean> }[] {
  const prefix = namespace === '' ? '' : `${namespace}__`;
  const quote = SHIPPED_SOURCES['Quote'];
  const told = [
    ...Object.keys({ ...quote?.result, ...quote?.progress }).map((field) => `Quote.${prefix}${field}`),
    ...Object.keys(quote?.line.progress ?? {}).map((field) => `QuoteLineItem.${prefix}${field}`),
  ];
  const ownFields = own.flatMap(({ object, fields }) => fields.map((field) => `${object}.${field}`));
  // The price of a quote's line is required, and rights on required fields are nobody's to give.
  const read = ['OpportunityLineItem', 'QuoteLineItem'].flatMap((object) =>
    LINE_FIELDS.filter((field) => object !== 'QuoteLineItem' || field !== 'UnitPrice').map((field) => `${object}.${field}`),
  );
  const opens = { ParentId, PermissionsRead: true };
  return [
    { object: 'ObjectPermissions', fields: { ...opens, SobjectType: 'Account' } },
    ...['Opportunity', 'Quote', ...own.map(({ object }) => object)].map((SobjectType) => ({
      object: 'ObjectPermissions',
      fields: { ...opens, SobjectType, PermissionsEdit: true, PermissionsViewAllRecords: true, PermissionsViewAllFields: true },
    })),
    ...[...told, ...read, ...ownFields].map((Field) => ({
      object: 'FieldPermissions',
      fields: { ...opens, Field, SobjectType: Field.split('.')[0] ?? '', PermissionsEdit: !read.includes(Field) },
    })),
    { object: 'PermissionSetAssignment', fields: { AssigneeId, PermissionSetId: ParentId } },
  ];
}
