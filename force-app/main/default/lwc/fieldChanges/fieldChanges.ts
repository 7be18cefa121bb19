import { LightningElement, api } from 'lwc';
import { describeValue } from 'c/changeUtils';
import after from '@salesforce/label/c.FieldChanges_After';
import before from '@salesforce/label/c.FieldChanges_Before';
import fieldHeading from '@salesforce/label/c.FieldChanges_FieldHeading';
import type { FieldChange } from 'tandem/middleware';

const labels = {
  after,
  before,
  fieldHeading,
};

type Change = Pick<FieldChange, 'field' | 'from' | 'to' | 'note'>;

/** Fields of one record, before and after, as a table that scrolls by itself. */
export default class FieldChanges extends LightningElement {
  readonly labels = labels;
  /** The record, for people who cannot see the table. */
  @api label = '';
  @api fields: readonly Change[] = [];
  /** True when the record is new: it has nothing before. */
  @api isNew = false;
  @api beforeLabel = labels.before;
  @api afterLabel = labels.after;

  get rows(): { key: string; field: string; from: string; to: string; note: string | undefined }[] {
    return this.fields.map(({ field, from, to, note }, index) => ({
      key: `${index}-${field}`,
      field,
      from: this.isNew ? '' : describeValue(from),
      to: describeValue(to),
      note,
    }));
  }
}
