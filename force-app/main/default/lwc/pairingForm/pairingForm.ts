import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import getConnectAddress from '@salesforce/apex/SetupController.getConnectAddress';
import redeemPairingCode from '@salesforce/apex/SetupController.redeemPairingCode';
import connect from '@salesforce/label/c.Common_Connect';
import disconnected from '@salesforce/label/c.PairingForm_Disconnected';
import enterCode from '@salesforce/label/c.PairingForm_EnterCode';
import left from '@salesforce/label/c.PairingForm_Left';
import logIn from '@salesforce/label/c.PairingForm_LogIn';
import logInText from '@salesforce/label/c.PairingForm_LogInText';
import opened from '@salesforce/label/c.PairingForm_Opened';
import pairingCode from '@salesforce/label/c.PairingForm_PairingCode';
import title from '@salesforce/label/c.PairingForm_Title';

const labels = {
  connect,
  disconnected,
  enterCode,
  left,
  logIn,
  logInText,
  opened,
  pairingCode,
  title,
};

/** The way from an org that Tandem does not know to one that is connected: a link, and the code it leads to. Fires `paired`. */
export default class PairingForm extends NavigationMixin(LightningElement) {
  /** What a person still has to do after disconnecting, where Tandem could not. */
  @api left: readonly string[] = [];
  readonly labels = labels;
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
    return this.isOpened ? labels.opened : '';
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
