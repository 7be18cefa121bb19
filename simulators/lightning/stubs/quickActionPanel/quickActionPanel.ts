import { LightningElement, api } from 'lwc';

/** The frame of a screen action; the dialog around it belongs to the record page. */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
}
