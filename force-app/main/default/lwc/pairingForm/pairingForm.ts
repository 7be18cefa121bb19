import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import getConnectAddress from '@salesforce/apex/SetupController.getConnectAddress';
import redeemPairingCode from '@salesforce/apex/SetupController.redeemPairingCode';

/** The way from an org that Tandem does not know to one that is connected: a link, and the code it leads to. Fires `paired`. */
export default class PairingForm extends NavigationMixin(LightningElement) {
  /** What a person still has to do after disconnecting, where Tandem could not. */
  @api left: readonly string[] = [];
  code = '';
  isBusy = false;
  isOpening = false;
  isOpened = false;
  error: unknown;
  linkError: unknown;

  get isIncomplete(): boolean {
    return this.isBusy || this.code.trim() === '';
  }

  get hasLeft(): boolean {
    return this.left.length > 0;
  }

  get leftItems(): { key: number; text: string }[] {
    return this.left.map((text, key) => ({ key, text }));
  }

  get note(): string {
    return this.isOpened
      ? 'The log-in opens in a new tab. If it does not, allow pop-ups for this page and press the button once more.'
      : '';
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.code = event.detail.value;
  }

  async handleOpen(): Promise<void> {
    this.isOpening = true;
    this.linkError = undefined;
    try {
      const { connectUrl: url } = await getConnectAddress();
      this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url } });
      this.isOpened = true;
    } catch (error) {
      this.linkError = error;
    } finally {
      this.isOpening = false;
    }
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
