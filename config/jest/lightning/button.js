import { api } from 'lwc';
import ButtonStub from '@salesforce/sfdx-lwc-jest/src/lightning-stubs/button/button';

/** As the component of the platform, which takes a label for assistive technology; the stub of sfdx-lwc-jest does not. */
export default class Button extends ButtonStub {
  @api ariaLabel;
}
