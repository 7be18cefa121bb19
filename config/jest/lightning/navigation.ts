import type { LightningElement } from 'lwc';

const Navigate = Symbol('Navigate');

/** Navigation of a test: the component fires `navigate` with the page it was sent to. */
export const NavigationMixin = Object.assign(
  (Base: typeof LightningElement) =>
    class extends Base {
      [Navigate](page: object): void {
        this.dispatchEvent(new CustomEvent('navigate', { detail: page }));
      }
    },
  { Navigate },
);
