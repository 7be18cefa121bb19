import { LightningElement } from 'lwc';
import redeemPairingCode from '@salesforce/apex/SetupController.redeemPairingCode';

/** Connects this org with the code that Tandem shows after the log-in. Fires `paired`. */
export default class PairingForm extends LightningElement {
  code = '';
  isBusy = false;
  error: unknown;

  get isIncomplete(): boolean {
    return this.isBusy || this.code.trim() === '';
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.code = event.detail.value;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isIncomplete) {
      return;
    }
    this.isBusy = true;
    this.error = undefined;
    try {
      await redeemPairingCode({ code: this.code.trim() });
      this.dispatchEvent(new CustomEvent('paired'));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
