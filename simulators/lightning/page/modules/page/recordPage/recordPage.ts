import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';

interface PageRecord {
  name: string;
  label: string;
  icon: string;
  fields: { label: string; value: string | number | boolean | null; type: string; currency: string; href: string | null }[];
  related: { title: string; columns: string[]; rows: { id: string; href: string | null; cells: string[] }[] }[];
}

/** A record page: header with the actions, a few fields, what is related, and the package's card beside them. */
export default class RecordPage extends LightningElement {
  @api recordId = '';
  @api objectApiName = '';

  record: PageRecord | undefined;
  isLoading = true;
  error: unknown;
  isActionOpen = false;

  connectedCallback(): void {
    void this.load();
  }

  /** The record as other components see it: when it is read again, so is this page. */
  @wire(getRecord, { recordId: '$recordId', fields: '$watchedFields' })
  handleRecordChanged({ data }: { data?: unknown }): void {
    if (data && !this.isLoading) {
      void this.load();
    }
  }

  get watchedFields(): string[] {
    return [`${this.objectApiName}.LastModifiedDate`];
  }

  get isOrder(): boolean {
    return this.objectApiName === 'Order';
  }

  get fields(): object[] {
    return (this.record?.fields ?? []).map((field) => ({
      ...field,
      isCurrency: field.type === 'currency' && field.value !== null,
      isDate: field.type === 'date' && field.value !== null,
      isLink: field.href !== null,
      text: textOf(field.value),
    }));
  }

  get lists(): object[] {
    return (this.record?.related ?? []).map(({ title, columns, rows }) => ({
      title,
      columns,
      isEmpty: rows.length === 0,
      rows: rows.map(({ id, href, cells }) => ({
        id,
        href,
        first: cells[0],
        cells: cells.slice(1).map((text, index) => ({ key: index, text })),
      })),
    }));
  }

  handleRetry(): void {
    this.isLoading = true;
    void this.load();
  }

  handleOpenAction(): void {
    this.isActionOpen = true;
  }

  handleCloseAction(): void {
    this.template?.querySelector('dialog')?.close();
  }

  handleDialogClosed(): void {
    this.isActionOpen = false;
  }

  renderedCallback(): void {
    const dialog = this.template?.querySelector('dialog');
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  private async load(): Promise<void> {
    const response = await fetch(`/page/records/${this.objectApiName}/${this.recordId}`);
    const body: unknown = await response.json();
    this.isLoading = false;
    this.error = response.ok ? undefined : { body };
    if (response.ok) {
      this.record = body as PageRecord;
      document.title = `${this.record.name} | Tandem`;
    }
  }
}

function textOf(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  return value === null ? '—' : String(value);
}
