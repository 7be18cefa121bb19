import { LightningElement, api } from 'lwc';

/** As the component of the platform, which takes a label for assistive technology; the stub of sfdx-lwc-jest does not. */
export default class ProgressBar extends LightningElement {
  @api ariaLabel;
  @api size;
  @api value;
  @api variant;
}
