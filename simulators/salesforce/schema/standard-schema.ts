import { readFileSync } from 'node:fs';
import type { FieldDefinition, FieldType, FieldValue, ObjectDefinition, OrgFeatures, ParentDeleteRule } from './types.ts';

interface StoredField {
  readonly type: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly nillable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly defaultedOnCreate?: boolean;
  readonly filterable?: boolean;
  readonly restricted?: boolean;
  readonly indexed?: boolean;
  readonly default?: FieldValue;
  readonly picklist?: readonly string[];
  readonly referenceTo?: readonly string[];
  readonly relationshipName?: string;
  readonly childRelationships?: Readonly<Record<string, string>>;
  readonly onParentDelete?: ParentDeleteRule;
  readonly autoNumber?: string;
  readonly compound?: string;
  readonly features?: readonly (keyof OrgFeatures)[];
}
interface StoredObject {
  readonly keyPrefix: string;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
  readonly fields: Readonly<Record<string, StoredField>>;
}

const { objects: STANDARD_OBJECTS } = JSON.parse(readFileSync(new URL('standard-objects.json', import.meta.url), 'utf8')) as {
  objects: Readonly<Record<string, StoredObject>>;
};
/** Objects that an org has only with a feature. */
const OF_FEATURES: Readonly<Record<string, keyof OrgFeatures>> = {
  Order: 'orders',
  OrderItem: 'orders',
  OrderStatus: 'orders',
  CurrencyType: 'multiCurrency',
  Quote: 'quotes',
  QuoteLineItem: 'quotes',
  Shipment: 'shipments',
  ShipmentItem: 'shipments',
  ProductCatalog: 'productCatalogs',
  ProductCategory: 'productCatalogs',
  ProductCategoryProduct: 'productCatalogs',
};
/** Lookups that nearly every record has: an index on them would be large and help no query. */
const SYSTEM_REFERENCES = ['CreatedById', 'LastModifiedById', 'OwnerId'];

/** `BillingPostalCode` -> `Billing Postal Code`: labels appear in error messages, as in an org. */
const toLabel = (name: string): string => name.replace(/Id$/, ' ID').replace(/([a-z0-9])([A-Z])/g, '$1 $2');

const toField = (name: string, stored: StoredField): FieldDefinition => ({
  name,
  label: toLabel(name),
  type: (stored.type === 'blob' ? 'base64' : stored.type) as FieldType,
  length: stored.length ?? 0,
  precision: stored.precision ?? (stored.type === 'int' ? 9 : 0),
  scale: stored.scale ?? 0,
  isNillable: stored.nillable ?? true,
  isCreateable: stored.createable ?? false,
  isUpdateable: stored.updateable ?? false,
  isDefaultedOnCreate: stored.defaultedOnCreate ?? false,
  isUnique: false,
  isCaseSensitive: false,
  isExternalId: false,
  isCustom: false,
  isFilterable: stored.filterable ?? true,
  isIndexed: stored.indexed ?? (stored.type === 'reference' && !SYSTEM_REFERENCES.includes(name)),
  referenceTo: stored.referenceTo ?? [],
  relationshipName: stored.relationshipName ?? null,
  childRelationships: stored.childRelationships ?? {},
  onParentDelete: stored.onParentDelete ?? 'setNull',
  picklist: stored.picklist ?? [],
  isRestricted: stored.restricted ?? false,
  defaultValue: stored.default ?? null,
  autoNumberFormat: stored.autoNumber ?? null,
  compound: stored.compound ?? null,
});

/**
 * The standard objects of an org with these features, from `standard-objects.json`. Switching a feature off removes its fields and
 * objects, as in a real describe.
 */
export function readStandardSchema(features: OrgFeatures): ObjectDefinition[] {
  return Object.entries(STANDARD_OBJECTS)
    .filter(([name]) => {
      const feature = OF_FEATURES[name];
      return feature === undefined || features[feature];
    })
    .map(([name, stored]) => ({
      name,
      label: toLabel(name),
      labelPlural: `${toLabel(name)}s`,
      keyPrefix: stored.keyPrefix,
      isCustom: false,
      isCreateable: stored.createable ?? true,
      isUpdateable: stored.updateable ?? true,
      isDeletable: stored.deletable ?? true,
      fields: Object.entries(stored.fields)
        .filter(([, field]) => (field.features ?? []).every((feature) => features[feature]))
        .map(([fieldName, field]) => toField(fieldName, field)),
    }));
}
