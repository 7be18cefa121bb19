import LightningConfirm from 'lightning/confirm';
import { readProblem } from 'c/errorUtils';
import { describeFlow, nounFor } from 'c/flowUtils';
import { fill } from 'c/labelText';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import question from '@salesforce/label/c.SettingsSaving_Question';
import questionAtMost from '@salesforce/label/c.SettingsSaving_QuestionAtMost';
import warning from '@salesforce/label/c.SettingsSaving_Warning';
import type { Configuration, ConfigurationDocument, Flows, Released } from 'tandem/middleware';

const labels = {
  question,
  questionAtMost,
  warning,
};

const RELEASE_CODE = 'start_point_moves_back';

/**
 * Saves over a version. Where that would send records of the past, the person is asked first, with how many and which they are;
 * undefined when they say no. Rejects with the service's problem.
 */
export async function saveSettings(
  document: ConfigurationDocument,
  version: number,
  catalogue: Flows | undefined,
): Promise<Configuration | undefined> {
  const documentJson = JSON.stringify(document);
  try {
    return await saveConfiguration({ documentJson, version, confirmedReleased: '' });
  } catch (error) {
    const { code, detail, released } = readProblem(error);
    if (code !== RELEASE_CODE || !released) {
      throw error;
    }
    const isSure = await LightningConfirm.open({
      label: questionOf(released, catalogue),
      message: fill(labels.warning, { detail: detail ?? '' }),
      theme: 'warning',
    });
    return isSure ? saveConfiguration({ documentJson, version, confirmedReleased: String(released.count) }) : undefined;
  }
}

function questionOf({ count, isAtMost, flow }: Released, catalogue: Flows | undefined): string {
  const records = nounFor(describeFlow(catalogue, flow), count);
  return fill(isAtMost ? labels.questionAtMost : labels.question, { count, records });
}
