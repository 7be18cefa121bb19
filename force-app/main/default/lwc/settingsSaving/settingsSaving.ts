import LightningConfirm from 'lightning/confirm';
import { readProblem } from 'c/errorUtils';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import type { Configuration, ConfigurationDocument, Released } from 'tandem/middleware';

const RELEASE_CODE = 'start_point_moves_back';

/**
 * Saves over a version. Where that would send records of the past, the person is asked first, with how many and which they are;
 * undefined when they say no. Rejects with the service's problem.
 */
export async function saveSettings(document: ConfigurationDocument, version: number): Promise<Configuration | undefined> {
  const documentJson = JSON.stringify(document);
  try {
    return await saveConfiguration({ documentJson, version, confirmedReleased: '' });
  } catch (error) {
    const { code, detail, released } = readProblem(error);
    if (code !== RELEASE_CODE || !released) {
      throw error;
    }
    const isSure = await LightningConfirm.open({
      label: questionOf(released),
      message: `${detail ?? ''} They are sent with the next check of the flow and cannot be called back from here.`,
      theme: 'warning',
    });
    return isSure ? saveConfiguration({ documentJson, version, confirmedReleased: String(released.count) }) : undefined;
  }
}

function questionOf({ count, isAtMost, flow }: Released): string {
  return `Send ${isAtMost ? 'up to ' : ''}${count.toLocaleString()} older ${flow}?`;
}
