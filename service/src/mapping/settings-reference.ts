import type { Phrase } from '../errors/index.ts';

/** Something of one of the two systems that a document names, at its JSON pointer. */
export type SettingsReference =
  | {
      readonly kind: 'field';
      readonly pointer: string;
      /** API names in Salesforce. */
      readonly object: string;
      readonly field: string;
      readonly use: 'read' | 'create' | 'update';
    }
  | {
      readonly kind: 'code';
      readonly pointer: string;
      readonly list: 'vatCodes' | 'paymentConditions' | 'shippingMethods' | 'warehouses';
      /** What a person calls an entry of the list. */
      readonly what: Phrase;
      readonly code: string;
    }
  | { readonly kind: 'debtor'; readonly pointer: string; readonly code: string };
