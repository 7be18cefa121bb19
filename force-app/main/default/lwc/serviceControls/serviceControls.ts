import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import pauseAll from '@salesforce/apex/SetupController.pauseAll';
import resumeAll from '@salesforce/apex/SetupController.resumeAll';
import disconnect from '@salesforce/apex/SetupController.disconnect';
import type { Org } from 'tandem/middleware';

/** Stops, resumes or forgets everything, each after a question. Fires `changed` and `disconnected`. */
export default class ServiceControls extends LightningElement {
  @api org: Org | undefined;
  isBusy = false;
  error: unknown;

  get isPaused(): boolean {
    return this.org?.state === 'paused';
  }

  async handlePause(): Promise<void> {
    const isSure = await LightningConfirm.open({
      label: 'Pause everything?',
      message:
        'Nothing is read or written in Exact Online or Salesforce until you resume. What changes meanwhile is caught up afterwards.',
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
      label: 'Disconnect this org?',
      message:
        'Tandem forgets both connections, the settings and the activity log. Records in Salesforce and Exact Online stay as they are. ' +
        'You can connect again later without making duplicates.',
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
      await call();
      this.dispatchEvent(new CustomEvent(eventName));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
