import { LightningElement, api, wire } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { getFieldValue, getRecord as getSalesforceRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { isSolvedByDebtor, readProblem } from 'c/errorUtils';
import { fill } from 'c/labelText';
import ORDER_NUMBER from '@salesforce/schema/Order.OrderNumber';
import linkOrder from '@salesforce/apex/OrderPushController.linkOrder';
import pushAgain from '@salesforce/apex/OrderPushController.pushAgain';
import pushOrder from '@salesforce/apex/OrderPushController.pushOrder';
import pushUnderReference from '@salesforce/apex/OrderPushController.pushUnderReference';
import getPushRun from '@salesforce/apex/OrderPushController.getPushRun';
import getRecord from '@salesforce/apex/RecordController.getRecord';
import locale from '@salesforce/i18n/locale';
import exactNumber from '@salesforce/label/c.Common_ExactNumber';
import opensExactOnline from '@salesforce/label/c.Common_OpensExactOnline';
import alreadySent from '@salesforce/label/c.OrderPush_AlreadySent';
import alternatives from '@salesforce/label/c.OrderPush_Alternatives';
import close from '@salesforce/label/c.OrderPush_Close';
import done from '@salesforce/label/c.OrderPush_Done';
import grossTotal from '@salesforce/label/c.OrderPush_GrossTotal';
import header from '@salesforce/label/c.OrderPush_Header';
import headerOf from '@salesforce/label/c.OrderPush_HeaderOf';
import looksAgain from '@salesforce/label/c.OrderPush_LooksAgain';
import netTotal from '@salesforce/label/c.OrderPush_NetTotal';
import notSent from '@salesforce/label/c.OrderPush_NotSent';
import sending from '@salesforce/label/c.OrderPush_Sending';
import sent from '@salesforce/label/c.OrderPush_Sent';
import slow from '@salesforce/label/c.OrderPush_Slow';
import tryAgain from '@salesforce/label/c.OrderPush_TryAgain';
import vatTotal from '@salesforce/label/c.OrderPush_VatTotal';
import type { UiRecord, WiredResult } from 'lightning/uiRecordApi';
import type { Alternative, OrderSent, OrderTotals, Problem, Run } from 'tandem/middleware';

const labels = {
  alreadySent,
  alternatives,
  close,
  done,
  exactNumber,
  grossTotal,
  header,
  headerOf,
  looksAgain,
  netTotal,
  notSent,
  opensExactOnline,
  sending,
  sent,
  slow,
  tryAgain,
  vatTotal,
};

type Push = (order: { orderId: string }) => ReturnType<typeof pushOrder>;
type PushResult = Pick<OrderSent, 'exactNumber' | 'url' | 'totals'> & { title: string };

interface TotalRow {
  key: string;
  label: string;
  value: string;
  currency: string | undefined;
  style: 'currency' | 'decimal';
}

const POLL_INTERVAL_MS = 2000;
const TITLES: Readonly<Record<OrderSent['status'], string>> = {
  sent: labels.sent,
  alreadySent: labels.alreadySent,
};

/** Quick action on an order: sends it as soon as it opens and shows number, link and totals, or the reason and what to do. */
export default class OrderPush extends LightningElement {
  /** The platform sets it after the component is connected, and may set it more than once. */
  @api
  get recordId(): string | undefined {
    return this.orderId;
  }
  set recordId(value: string | undefined) {
    if (value && value !== this.orderId) {
      this.orderId = value;
      void this.send();
    }
  }

  @wire(getSalesforceRecord, { recordId: '$orderId', fields: [ORDER_NUMBER] })
  wiredOrder: WiredResult<UiRecord> | undefined;

  readonly labels = labels;
  orderId: string | undefined;
  result: PushResult | undefined;
  isSending = true;
  isSlow = false;
  /** Where an order stands that is not through yet. */
  standing = '';
  error: unknown;
  private timer: ReturnType<typeof setTimeout> | undefined;

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get header(): string {
    const orderNumber = getFieldValue(this.wiredOrder?.data, ORDER_NUMBER);
    return typeof orderNumber === 'string' ? fill(labels.headerOf, { number: orderNumber }) : labels.header;
  }

  get sendingText(): string {
    return this.isSlow ? `${this.standing} ${labels.slow}` : labels.sending;
  }

  get canChooseDebtor(): boolean {
    return isSolvedByDebtor(readProblem(this.error).code);
  }

  get alternatives(): Alternative[] {
    return readProblem(this.error).alternatives ?? [];
  }

  get totals(): TotalRow[] {
    const totals = this.result?.totals;
    return totals ? toRows(totals) : [];
  }

  handleRetry(): void {
    void this.send();
  }

  handleAlternative(event: Event): void {
    const { label } = (event.currentTarget as HTMLElement).dataset;
    const chosen = this.alternatives.find((alternative) => alternative.label === label);
    if (chosen) {
      void this.send(pushOf(chosen));
    }
  }

  handleClose(): void {
    this.dispatchEvent(new CloseActionScreenEvent());
  }

  private async send(push: Push = pushOrder): Promise<void> {
    const orderId = this.orderId ?? '';
    this.isSending = true;
    this.isSlow = false;
    this.error = undefined;
    this.result = undefined;
    try {
      const answer = await push({ orderId });
      if ('runId' in answer) {
        this.isSlow = true;
        this.standing = answer.message;
        this.schedulePoll(orderId, answer.runId);
        return;
      }
      this.result = { ...answer, title: TITLES[answer.status] };
    } catch (error) {
      this.error = error;
    }
    await this.finish(orderId);
  }

  private schedulePoll(orderId: string, runId: string): void {
    this.timer = setTimeout(() => void this.poll(orderId, runId), POLL_INTERVAL_MS);
  }

  private async poll(orderId: string, runId: string): Promise<void> {
    try {
      const run = await getPushRun({ runId });
      if (run.state === 'queued' || run.state === 'running') {
        this.standing = run.waiting ? standingOf(run.waiting) : this.standing;
        this.schedulePoll(orderId, runId);
        return;
      }
      await this.readResult(orderId, run.problem);
    } catch (error) {
      this.error = error;
    }
    await this.finish(orderId);
  }

  private async readResult(orderId: string, runProblem: Problem | null): Promise<void> {
    const record = await getRecord({ recordId: orderId });
    if (record.exactNumber && record.status !== 'problem') {
      this.result = { title: TITLES.sent, exactNumber: record.exactNumber, url: record.url, totals: null };
      return;
    }
    const { code, title, message: detail, action } = record.problem ?? { code: '', title: '', message: '', action: '' };
    this.error = record.problem
      ? { code, title, detail, action }
      : (runProblem ?? { title: labels.notSent, action: labels.tryAgain });
  }

  private async finish(orderId: string): Promise<void> {
    this.isSending = false;
    await notifyRecordUpdateAvailable([{ recordId: orderId }]);
  }
}

function pushOf({ push: { linkTo, reference } }: Alternative): Push {
  if (linkTo) {
    return ({ orderId }) => linkOrder({ orderId, exactNumber: linkTo });
  }
  return reference ? ({ orderId }) => pushUnderReference({ orderId, reference }) : pushAgain;
}

function standingOf({ until, reason }: NonNullable<Run['waiting']>): string {
  const time = new Date(until).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return `${reason.detail} ${fill(labels.looksAgain, { time })}`;
}

/** An amount without a currency is shown as a number: the platform would put the reader's own symbol before it. */
function toRows({ net, vat, gross, currency }: OrderTotals): TotalRow[] {
  const style = currency === '' ? 'decimal' : 'currency';
  const code = currency === '' ? undefined : currency;
  return [
    { key: 'net', label: labels.netTotal, value: net, currency: code, style },
    { key: 'vat', label: labels.vatTotal, value: vat, currency: code, style },
    { key: 'gross', label: labels.grossTotal, value: gross, currency: code, style },
  ];
}
