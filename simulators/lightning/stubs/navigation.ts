import type { LightningElement } from 'lwc';

const Navigate = Symbol('Navigate');
const OBJECT_BY_PREFIX: Readonly<Record<string, string>> = { '801': 'Order', '001': 'Account', '01t': 'Product2' };

type PageReference =
  | { readonly type: 'standard__recordPage'; readonly attributes: { readonly recordId: string } }
  | { readonly type: 'standard__webPage'; readonly attributes: { readonly url: string } };

export const NavigationMixin = Object.assign(
  (Base: typeof LightningElement) =>
    class extends Base {
      [Navigate](page: PageReference): void {
        if (page.type === 'standard__webPage') {
          window.open(page.attributes.url, '_blank', 'noopener');
          return;
        }
        const { recordId } = page.attributes;
        window.location.assign(`/lightning/r/${OBJECT_BY_PREFIX[recordId.slice(0, 3)]}/${recordId}/view`);
      }
    },
  { Navigate },
);
