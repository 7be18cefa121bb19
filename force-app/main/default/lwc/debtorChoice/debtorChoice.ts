import { LightningElement, api } from 'lwc';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import linkDebtor from '@salesforce/apex/OrderDebtorController.linkDebtor';
import makeDebtor from '@salesforce/apex/OrderDebtorController.makeDebtor';
import type { DebtorCandidate, DebtorList } from 'tandem/middleware';

interface DebtorRow extends DebtorCandidate {
  who: string;
  facts: string;
  remark: string;
  linkText: string;
  isDisabled: boolean;
}

/** Who in Exact Online the customer of an order is: by code or name, or a new one. Fires `chosen` when the order can be sent. */
export default class DebtorChoice extends LightningElement {
  @api
  get orderId(): string | undefined {
    return this.shownId;
  }
  set orderId(value: string | undefined) {
    if (value && value !== this.shownId) {
      this.shownId = value;
      void this.load();
    }
  }

  shownId: string | undefined;
  search = '';
  list: DebtorList | undefined;
  isLoading = true;
  isChoosing = false;
  error: unknown;
  failure: unknown;

  get title(): string {
    return this.list ? `Debtor of ${this.list.customer.name} in Exact Online` : 'Debtor in Exact Online';
  }

  get isBusy(): boolean {
    return this.isLoading || this.isChoosing;
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  get hasMore(): boolean {
    return this.list?.hasMore === true;
  }

  get rows(): DebtorRow[] {
    return (this.list?.candidates ?? []).map((debtor) => ({
      ...debtor,
      who: `${debtor.code} · ${debtor.name}`,
      facts: [debtor.city, debtor.vatNumber, debtor.email].filter((fact) => fact !== null).join(', '),
      remark: remarkOn(debtor),
      linkText: `Link and send: ${debtor.code} ${debtor.name}`,
      isDisabled: this.isBusy || debtor.problem !== null,
    }));
  }

  handleText(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      void this.load();
    }
  }

  handleSearch(): void {
    void this.load();
  }

  handleLink(event: Event): void {
    const code = (event.currentTarget as HTMLElement).dataset['code'] ?? '';
    void this.choose((orderId) => linkDebtor({ orderId, code }));
  }

  handleNew(): void {
    void this.choose((orderId) => makeDebtor({ orderId }));
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    this.error = undefined;
    try {
      this.list = await getDebtors({ orderId: this.shownId ?? '', search: this.search.trim() });
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }

  private async choose(send: (orderId: string) => Promise<unknown>): Promise<void> {
    this.isChoosing = true;
    this.failure = undefined;
    try {
      await send(this.shownId ?? '');
      this.dispatchEvent(new CustomEvent('chosen'));
    } catch (error) {
      this.failure = error;
    } finally {
      this.isChoosing = false;
    }
  }
}

function remarkOn({ problem, isCurrent, linkedTo }: DebtorCandidate): string {
  const remarks = [
    problem,
    isCurrent ? 'Linked to this customer' : null,
    linkedTo === null ? null : `Linked to ${linkedTo}, whose name and address it keeps`,
  ];
  return remarks.filter((remark) => remark !== null).join('. ');
}
