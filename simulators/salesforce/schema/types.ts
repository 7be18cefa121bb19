/** A value of a record as JSON carries it. Dates and datetimes are text in Salesforce's own format. */
export type FieldValue = string | number | boolean | null;

export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'currency'
  | 'double'
  | 'percent'
  | 'int'
  | 'long'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'address'
  | 'base64';

/** What becomes of a lookup when the record it points at is deleted. */
export type ParentDeleteRule = 'setNull' | 'cascade' | 'restrict';

/** One field of an object, by the name the org knows (with the namespace, where there is one). */
export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly isNillable: boolean;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly isDefaultedOnCreate: boolean;
  readonly isUnique: boolean;
  readonly isCaseSensitive: boolean;
  readonly isExternalId: boolean;
  readonly isCustom: boolean;
  readonly isFilterable: boolean;
  /** Has an index, so that conditions on it need no scan. */
  readonly isIndexed: boolean;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** Parent object -> SOQL child relationship name. */
  readonly childRelationships: Readonly<Record<string, string>>;
  readonly onParentDelete: ParentDeleteRule;
  readonly picklist: readonly string[];
  readonly isRestricted: boolean;
  readonly defaultValue: FieldValue;
  readonly autoNumberFormat: string | null;
  /** The compound address this field is a part of. */
  readonly compound: string | null;
}

export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly isCustom: boolean;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly isDeletable: boolean;
  readonly fields: readonly FieldDefinition[];
}

/** The optional features of an org: they add and remove fields and objects. */
export interface OrgFeatures {
  readonly personAccounts: boolean;
  readonly multiCurrency: boolean;
  readonly stateCountryPicklists: boolean;
  readonly orders: boolean;
  /** Quote and QuoteLineItem, which an org switches on in Setup. */
  readonly quotes: boolean;
  /** Shipment and ShipmentItem, as Order Management, Field Service and others bring them. */
  readonly shipments: boolean;
  /** ProductCatalog with its categories, as Industries, Retail and B2B Commerce bring it. */
  readonly productCatalogs: boolean;
  /** Orders that reduce others. */
  readonly reductionOrders: boolean;
}

/**
 * What no published describe tells about the standard schema, in one place. The values marked `assumed` are sensible guesses: a
 * real org is the judge. `create-standard-schema.ts` merges them into `standard-objects.json`; nothing else reads them.
 */
export interface FieldFacts {
  readonly [attribute: string]: unknown;
}
