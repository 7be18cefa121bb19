import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import pauseAll from '@salesforce/apex/SetupController.pauseAll';
import resumeAll from '@salesforce/apex/SetupController.resumeAll';
import disconnect from '@salesforce/apex/SetupController.disconnect';
import type { Org } from 'tandem/middleware';

/** Stops, resumes or forgets everything, each after a question. Fires `changed`, and `disconnected` with `{ left }`. */
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
        'Tandem forgets both connections, the settings and the activity log. It hands its sign-in back to Salesforce and takes its ' +
        'webhooks out of Exact Online. Exact Online takes no sign-in back: remove Tandem there yourself, under My apps. ' +
        'Records stay as they are in both systems. You can connect again later without making duplicates.',
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
