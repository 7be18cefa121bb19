import { LightningElement, api } from 'lwc';

interface ListedRecord {
  id: string;
  name: string;
  detail: string;
}

/** A list of records of one object that match a search. */
export default class RecordList extends LightningElement {
  @api objectApiName = '';
  @api listTitle = '';
  @api iconName = '';
  @api
  get search(): string {
    return this.shownSearch;
  }
  set search(value: string) {
    this.shownSearch = value;
    if (this.isConnected) {
      void this.load();
    }
  }

  shownSearch = '';
  records: ListedRecord[] = [];
  total = 0;
  isLoading = true;
  error: unknown;

  connectedCallback(): void {
    void this.load();
  }

  get title(): string {
    return `${this.listTitle} (${this.total.toLocaleString()})`;
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  get emptyTitle(): string {
    return this.shownSearch ? `Nothing matches “${this.shownSearch}”` : `No ${this.listTitle.toLowerCase()} yet`;
  }

  get rows(): (ListedRecord & { href: string })[] {
    return this.records.map((record) => ({ ...record, href: `/lightning/r/${this.objectApiName}/${record.id}/view` }));
  }

  handleRetry(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const search = this.shownSearch;
    const response = await fetch(`/page/lists/${this.objectApiName}?search=${encodeURIComponent(search)}`);
    const body = (await response.json()) as { total: number; records: ListedRecord[] };
    if (search !== this.shownSearch) {
      return;
    }
    this.isLoading = false;
    this.error = response.ok ? undefined : { body };
    if (response.ok) {
      this.records = body.records;
      this.total = body.total;
    }
  }
}
