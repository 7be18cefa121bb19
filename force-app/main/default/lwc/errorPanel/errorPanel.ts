import { LightningElement, api } from 'lwc';
import { actionFor, readProblem } from 'c/errorUtils';
import isAdministrator from '@salesforce/customPermission/Tandem_Administer';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import problemIcon from '@salesforce/label/c.ErrorPanel_ProblemIcon';
import tryAgain from '@salesforce/label/c.ErrorPanel_TryAgain';
import type { ShownProblem } from 'c/errorUtils';

const labels = {
  problemIcon,
  tryAgain,
  whatToDo,
};

/** The only way an error is shown: what happened, what to do, and a way to try again. Fires `retry`. */
export default class ErrorPanel extends LightningElement {
  readonly labels = labels;
  /** Anything thrown, or a problem. */
  @api error: unknown;
  /** Shows the button that fires `retry`. */
  @api canRetry = false;

  get hasError(): boolean {
    return this.error !== undefined && this.error !== null;
  }

  get problem(): ShownProblem {
    const problem = readProblem(this.error);
    const action = actionFor(problem.action, isAdministrator === true);
    return action === undefined ? problem : { ...problem, action };
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
