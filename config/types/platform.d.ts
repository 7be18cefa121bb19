/** The modules of the Lightning platform that the components use. */
declare module '@salesforce/schema/Order.OrderNumber' {
  const field: import('lightning/uiRecordApi').FieldId;
  export default field;
}
declare module '@salesforce/schema/Order.Status' {
  const field: import('lightning/uiRecordApi').FieldId;
  export default field;
}
declare module 'lightning/uiRecordApi' {
  export interface FieldId {
    readonly objectApiName: string;
    readonly fieldApiName: string;
  }
  export interface UiRecord {
    readonly fields: Readonly<Record<string, { readonly value: unknown; readonly displayValue?: string | null }>>;
  }
  export interface WiredResult<Data> {
    readonly data?: Data;
    readonly error?: unknown;
  }
  export const getRecord: DataAdapter<{ recordId?: string | undefined; fields?: unknown }, UiRecord>;
  export function getFieldValue(record: UiRecord | undefined, field: FieldId): unknown;
  export function notifyRecordUpdateAvailable(records: readonly { recordId: string }[]): Promise<void>;
}
declare module 'lightning/uiObjectInfoApi' {
  export interface PicklistValues {
    readonly values: readonly { readonly label: string; readonly value: string }[];
  }
  export const getPicklistValues: DataAdapter<{ recordTypeId?: string; fieldApiName?: unknown }, PicklistValues>;
}
declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(toast: { title: string; message?: string; variant?: 'info' | 'success' | 'warning' | 'error' });
  }
}
declare module 'lightning/confirm' {
  const LightningConfirm: {
    open: Dialog<{ label: string; message: string; theme?: string; variant?: string }, boolean>;
  };
  export default LightningConfirm;
}
declare module 'lightning/actions' {
  export class CloseActionScreenEvent extends CustomEvent<unknown> {
    constructor();
  }
}
declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';
  interface RecordPageReference {
    type: 'standard__recordPage';
    attributes: { recordId: string; actionName: 'view' };
  }
  /** A page outside Salesforce; it opens in a new tab. */
  interface WebPageReference {
    type: 'standard__webPage';
    attributes: { url: string };
  }
  abstract class NavigatingElement extends LightningElement {
    [NavigationMixin.Navigate](page: RecordPageReference | WebPageReference): void;
  }
  export const NavigationMixin: {
    readonly Navigate: unique symbol;
    (base: typeof LightningElement): typeof NavigatingElement;
  };
}

/** True for a user who has the permission, otherwise undefined. */
declare module '@salesforce/customPermission/*' {
  const hasPermission: true | undefined;
  export default hasPermission;
}

/** A custom label in the reader's language. */
declare module '@salesforce/label/*' {
  const text: string;
  export default text;
}

/** The reader's language, such as `nl-NL`. */
declare module '@salesforce/i18n/lang' {
  const lang: string;
  export default lang;
}

/** How the reader writes numbers and dates, such as `nl-NL`. */
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
