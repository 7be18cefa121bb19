import type { LightningElement } from 'lwc';

const Navigate = Symbol('Navigate');
const OBJECT_BY_PREFIX: Readonly<Record<string, string>> = { '801': 'Order', '001': 'Account', '01t': 'Product2' };

interface RecordPage {
  readonly attributes: { readonly recordId: string };
}

export const NavigationMixin = Object.assign(
  (Base: typeof LightningElement) =>
    class extends Base {
      [Navigate]({ attributes: { recordId } }: RecordPage): void {
        window.location.assign(`/lightning/r/${OBJECT_BY_PREFIX[recordId.slice(0, 3)]}/${recordId}/view`);
      }
    },
  { Navigate },
);
