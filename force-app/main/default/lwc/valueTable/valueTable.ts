import { LightningElement, api } from 'lwc';
import { fill } from 'c/labelText';
import add from '@salesforce/label/c.ValueTable_Add';
import addTo from '@salesforce/label/c.ValueTable_AddTo';
import exactCode from '@salesforce/label/c.ValueTable_ExactCode';
import exactRow from '@salesforce/label/c.ValueTable_ExactRow';
import noRows from '@salesforce/label/c.ValueTable_NoRows';
import notListed from '@salesforce/label/c.ValueTable_NotListed';
import removeRow from '@salesforce/label/c.ValueTable_RemoveRow';
import removeValue from '@salesforce/label/c.ValueTable_RemoveValue';
import salesforceRow from '@salesforce/label/c.ValueTable_SalesforceRow';
import salesforceValue from '@salesforce/label/c.ValueTable_SalesforceValue';
import type { TableRow } from 'c/settingsUtils';
import type { FieldProblem, ReferenceItem } from 'tandem/middleware';

const labels = {
  add,
  addTo,
  exactCode,
  exactRow,
  noRows,
  notListed,
  removeRow,
  removeValue,
  salesforceRow,
  salesforceValue,
};

interface Row extends TableRow {
  key: string;
  index: number;
  pointer: string;
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
  /** Why there are no codes to choose from. */
  @api notice: string | undefined;
  readonly labels = labels;
  private focusNext: string | undefined;

  get exactOptions(): { label: string; value: string }[] {
    const listed = this.options.map(({ code, description }) => ({
      label: description ? `${code} · ${description}` : code,
      value: code,
    }));
    // A code that Exact no longer lists must stay visible, or saving would change it unseen.
    const unlisted = this.rows.filter(({ exact }) => exact !== '' && !this.options.some(({ code }) => code === exact));
    return [
      ...listed,
      ...unlisted.map(({ exact }) => ({
        label: this.notice ? exact : fill(labels.notListed, { code: exact }),
        value: exact,
      })),
    ];
  }

  get addLabel(): string {
    return fill(labels.addTo, { table: this.heading });
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get tableRows(): Row[] {
    return this.rows.map((row, index) => {
      const slots = { table: this.heading, row: index + 1 };
      return {
        ...row,
        key: String(index),
        index,
        pointer: `${this.pointer}/${index}`,
        salesforceLabel: fill(labels.salesforceRow, slots),
        exactLabel: fill(labels.exactRow, slots),
        removeText: row.salesforce
          ? fill(labels.removeValue, { ...slots, value: row.salesforce })
          : fill(labels.removeRow, slots),
      };
    });
  }

  handleSalesforce(event: CustomEvent<{ value: string }>): void {
    this.change(event, { salesforce: event.detail.value });
  }

  handleExact(event: CustomEvent<{ value: string }>): void {
    this.change(event, { exact: event.detail.value });
  }

  /** Who works without a mouse goes on where the row appeared, or where the removed one was. */
  renderedCallback(): void {
    if (this.focusNext === undefined) {
      return;
    }
    const target = this.template?.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = undefined;
    target?.focus();
  }

  handleAdd(): void {
    this.focusNext = `lightning-input[data-index="${this.rows.length}"]`;
    this.announce([...this.rows, { salesforce: '', exact: '' }]);
  }

  handleRemove(event: Event): void {
    const index = indexOf(event);
    const left = this.rows.length - 1;
    this.focusNext =
      left === 0 ? 'lightning-button[data-action="add"]' : `lightning-button-icon[data-index="${Math.min(index, left - 1)}"]`;
    this.announce(this.rows.filter((_row, position) => position !== index));
  }

  private change(event: Event, part: Partial<TableRow>): void {
    // The change of a combobox leaves every shadow: outside, one value would be taken for the whole table.
    event.stopPropagation();
    const changed = indexOf(event);
    this.announce(this.rows.map((row, position) => (position === changed ? { ...row, ...part } : row)));
  }

  private announce(value: readonly TableRow[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}

function indexOf(event: Event): number {
  return Number((event.currentTarget as HTMLElement).dataset['index']);
}
