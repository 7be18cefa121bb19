import { LightningElement, api } from 'lwc';
import type { FieldProblem, ReferenceItem, TableRow } from 'tandem/middleware';

interface Row extends TableRow {
  key: string;
  index: number;
  pointer: string;
  number: number;
  salesforceLabel: string;
  exactLabel: string;
  removeText: string;
}

/** Pairs of a Salesforce value and an Exact code. Fires `change` with all pairs. */
export default class ValueTable extends LightningElement {
  @api heading = '';
  @api explanation = '';
  @api rows: readonly TableRow[] = [];
  /** What the Exact side may be. */
  @api options: readonly ReferenceItem[] = [];
  /** JSON pointer of the table in the configuration document. */
  @api pointer = '';
  @api problems: readonly FieldProblem[] = [];

  get exactOptions(): { label: string; value: string }[] {
    const listed = this.options.map(({ code, description }) => ({
      label: description ? `${code} · ${description}` : code,
      value: code,
    }));
    // A code that Exact no longer lists must stay visible, or saving would change it unseen.
    const unlisted = this.rows.filter(({ exact }) => exact !== '' && !this.options.some(({ code }) => code === exact));
    return [...listed, ...unlisted.map(({ exact }) => ({ label: `${exact} · not in the list of Exact Online`, value: exact }))];
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get tableRows(): Row[] {
    return this.rows.map((row, index) => ({
      ...row,
      key: String(index),
      index,
      number: index + 1,
      pointer: `${this.pointer}/${index}`,
      salesforceLabel: `Value in Salesforce, row ${index + 1}`,
      exactLabel: `Code in Exact Online, row ${index + 1}`,
      removeText: `Remove row ${index + 1}${row.salesforce ? `: ${row.salesforce}` : ''}`,
    }));
  }

  handleSalesforce(event: CustomEvent<{ value: string }>): void {
    this.change(indexOf(event), { salesforce: event.detail.value });
  }

  handleExact(event: CustomEvent<{ value: string }>): void {
    this.change(indexOf(event), { exact: event.detail.value });
  }

  handleAdd(): void {
    this.announce([...this.rows, { salesforce: '', exact: '' }]);
  }

  handleRemove(event: Event): void {
    const index = indexOf(event);
    this.announce(this.rows.filter((_row, position) => position !== index));
  }

  private change(index: number, part: Partial<TableRow>): void {
    this.announce(this.rows.map((row, position) => (position === index ? { ...row, ...part } : row)));
  }

  private announce(value: readonly TableRow[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}

function indexOf(event: Event): number {
  return Number((event.currentTarget as HTMLElement).dataset['index']);
}
