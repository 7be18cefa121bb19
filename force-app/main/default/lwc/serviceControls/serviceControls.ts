import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import pauseAll from '@salesforce/apex/SetupController.pauseAll';
import resumeAll from '@salesforce/apex/SetupController.resumeAll';
import disconnect from '@salesforce/apex/SetupController.disconnect';
import disconnectExplanation from '@salesforce/label/c.ServiceControls_DisconnectExplanation';
import disconnecting from '@salesforce/label/c.ServiceControls_Disconnecting';
import disconnectOrg from '@salesforce/label/c.ServiceControls_DisconnectOrg';
import disconnectQuestion from '@salesforce/label/c.ServiceControls_DisconnectQuestion';
import pause from '@salesforce/label/c.ServiceControls_Pause';
import paused from '@salesforce/label/c.ServiceControls_Paused';
import pauseExplanation from '@salesforce/label/c.ServiceControls_PauseExplanation';
import pauseQuestion from '@salesforce/label/c.ServiceControls_PauseQuestion';
import pausing from '@salesforce/label/c.ServiceControls_Pausing';
import resume from '@salesforce/label/c.ServiceControls_Resume';
import title from '@salesforce/label/c.ServiceControls_Title';
import type { Org } from 'tandem/middleware';

const labels = {
  disconnectExplanation,
  disconnectOrg,
  disconnectQuestion,
  disconnecting,
  pause,
  pauseExplanation,
  pauseQuestion,
  paused,
  pausing,
  resume,
  title,
};

/** Stops, resumes or forgets everything, each after a question. Fires `changed`, and `disconnected` with `{ left }`. */
export default class ServiceControls extends LightningElement {
  @api org: Org | undefined;
  readonly labels = labels;
  isBusy = false;
  error: unknown;

  get isPaused(): boolean {
    return this.org?.state === 'paused';
  }

  async handlePause(): Promise<void> {
    const isSure = await LightningConfirm.open({
      label: labels.pauseQuestion,
      message: labels.pauseExplanation,
      theme: 'warning',
    });
    if (isSure) {
      await this.run(pauseAll, 'changed');
    }
  }

  async handleResume(): Promise<void> {
    await this.run(resumeAll, 'changed');
  }

  async handleDisconnect(): Promise<void> {
    const isSure = await LightningConfirm.open({
      label: labels.disconnectQuestion,
      message: labels.disconnectExplanation,
      theme: 'error',
    });
    if (isSure) {
      await this.run(disconnect, 'disconnected');
    }
  }

  private async run(call: () => Promise<unknown>, eventName: string): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      const detail = await call();
      this.dispatchEvent(new CustomEvent(eventName, { detail }));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
