import { LightningElement, api } from 'lwc';
import { problemsAt } from 'c/settingsUtils';
import type { FieldProblem } from 'tandem/middleware';

/** What is wrong with one setting, shown beside it. */
export default class FieldProblems extends LightningElement {
  @api problems: readonly FieldProblem[] = [];
  /** JSON pointer of the setting; without one, every problem is shown. */
  @api pointer = '';

  get texts(): string[] {
    return [...new Set(problemsAt(this.problems, this.pointer).map(({ message }) => message))];
  }

  get hasTexts(): boolean {
    return this.texts.length > 0;
  }
}
