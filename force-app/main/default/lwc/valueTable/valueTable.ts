import { LightningElement, api } from 'lwc';
import type { TableRow } from 'c/settingsUtils';
import type { FieldProblem, ReferenceItem } from 'tandem/middleware';

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
  /** Why there are no codes to choose from. */
  @api notice: string | undefined;
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
        label: this.notice ? exact : `${exact} · not in the list of Exact Online`,
        value: exact,
      })),
    ];
  }

  get addLabel(): string {
    return `Add a row to ${this.heading}`;
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
      salesforceLabel: `${this.heading}: value in Salesforce, row ${index + 1}`,
      exactLabel: `${this.heading}: code in Exact Online, row ${index + 1}`,
      removeText: `${this.heading}: remove row ${index + 1}${row.salesforce ? `, ${row.salesforce}` : ''}`,
    }));
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
