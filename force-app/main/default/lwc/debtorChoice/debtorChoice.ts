import { LightningElement, api } from 'lwc';
import { fill } from 'c/labelText';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import linkDebtor from '@salesforce/apex/OrderDebtorController.linkDebtor';
import makeDebtor from '@salesforce/apex/OrderDebtorController.makeDebtor';
import codeOrName from '@salesforce/label/c.DebtorChoice_CodeOrName';
import emptyText from '@salesforce/label/c.DebtorChoice_EmptyText';
import emptyTitle from '@salesforce/label/c.DebtorChoice_EmptyTitle';
import linkAndSend from '@salesforce/label/c.DebtorChoice_LinkAndSend';
import linkedHere from '@salesforce/label/c.DebtorChoice_LinkedHere';
import linkedElsewhere from '@salesforce/label/c.DebtorChoice_LinkedElsewhere';
import loading from '@salesforce/label/c.DebtorChoice_Loading';
import makeNew from '@salesforce/label/c.DebtorChoice_MakeNew';
import more from '@salesforce/label/c.DebtorChoice_More';
import search from '@salesforce/label/c.DebtorChoice_Search';
import title from '@salesforce/label/c.DebtorChoice_Title';
import titleOf from '@salesforce/label/c.DebtorChoice_TitleOf';
import type { DebtorCandidate, DebtorList } from 'tandem/middleware';

const labels = {
  codeOrName,
  emptyText,
  emptyTitle,
  linkAndSend,
  linkedElsewhere,
  linkedHere,
  loading,
  makeNew,
  more,
  search,
  title,
  titleOf,
};

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

  readonly labels = labels;
  shownId: string | undefined;
  search = '';
  list: DebtorList | undefined;
  isLoading = true;
  isChoosing = false;
  error: unknown;
  failure: unknown;

  get title(): string {
    return this.list ? fill(labels.titleOf, { customer: this.list.customer.name }) : labels.title;
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
      linkText: `${labels.linkAndSend}: ${debtor.code} ${debtor.name}`,
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
    isCurrent ? labels.linkedHere : null,
    linkedTo === null ? null : fill(labels.linkedElsewhere, { account: linkedTo }),
  ];
  return remarks.filter((remark) => remark !== null).join('. ');
}
