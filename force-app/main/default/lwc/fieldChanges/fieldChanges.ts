import { LightningElement, api } from 'lwc';
import { describeValue } from 'c/changeUtils';
import type { FieldChange } from 'tandem/middleware';

type Change = Pick<FieldChange, 'field' | 'from' | 'to' | 'note'>;

/** Fields of one record, before and after, as a table that scrolls by itself. */
export default class FieldChanges extends LightningElement {
  /** The record, for people who cannot see the table. */
  @api label = '';
  @api fields: readonly Change[] = [];
  /** True when the record is new: it has nothing before. */
  @api isNew = false;
  @api beforeLabel = 'Before';
  @api afterLabel = 'After';

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
