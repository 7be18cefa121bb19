import { mulberry32 } from '../../../../../simulators/mulberry32.ts';
import type { Stage } from '../../testing/stage.ts';
import { enterInvoices, pay, printInvoices, setOff, undo } from './shop.ts';

const DAY_MS = 86_400_000;
/** Days ago an invoice may be from: with 30 days to pay, half of them are overdue. */
const OLDEST_DAYS = 60;

interface Document {
  readonly id: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly isCredit: boolean;
}

/** A bookkeeper who does whatever the numbers of a seed say: invoices, credit notes, payments, set-offs, and undoing of them. */
export class Bookkeeper {
  readonly #stage: Stage;
  readonly #item: string;
  readonly #debtorIds: readonly string[];
  readonly #currencies: readonly string[];
  readonly #random: () => number;
  readonly #processed: Document[] = [];
  readonly #open: Document[] = [];
  readonly #booked: { readonly what: 'payments' | 'matches'; readonly id: string }[] = [];

  constructor(
    stage: Stage,
    of: { readonly item: string; readonly debtorIds: readonly string[]; readonly currencies: readonly string[] },
    seed: number,
  ) {
    this.#stage = stage;
    this.#item = of.item;
    this.#debtorIds = of.debtorIds;
    this.#currencies = of.currencies;
    this.#random = mulberry32(seed);
  }

  async work(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) await this.#step();
  }

  async #step(): Promise<void> {
    const chance = this.#random();
    if (chance < 0.35) await this.#enter(false);
    else if (chance < 0.45) await this.#enter(true);
    else if (chance < 0.5) await this.#process();
    else if (chance < 0.75) await this.#pay();
    else if (chance < 0.87) await this.#setOff();
    else await this.#undo();
  }

  async #enter(isCredit: boolean): Promise<void> {
    const [debtorId, currency] = [this.#one(this.#debtorIds) ?? '', this.#one(this.#currencies) ?? 'EUR'];
    const lines = Array.from({ length: 1 + this.#below(3) }, () => ({
      Item: this.#item,
      Quantity: 1 + this.#below(5),
      NetPrice: (1 + this.#below(20_000)) / 100,
    }));
    const header = { OrderedBy: debtorId, Currency: currency, ...(isCredit ? { Type: 8021 } : {}), SalesInvoiceLines: lines };
    const [id = ''] = await enterInvoices(this.#stage, [header]);
    this.#open.push({ id, debtorId, currency, isCredit });
    if (this.#random() < 0.8) await this.#process();
  }

  async #process(): Promise<void> {
    const document = this.#open.pop();
    if (document === undefined) return;
    const day = new Date(Date.now() - this.#below(OLDEST_DAYS) * DAY_MS).toISOString().slice(0, 10);
    await printInvoices(this.#stage, [document.id], day);
    this.#processed.push(document);
  }

  /** A part, the whole, or more than that. */
  async #pay(): Promise<void> {
    const invoice = this.#one(this.#processed.filter(({ isCredit }) => !isCredit));
    if (invoice === undefined) return;
    const { id } = await pay(this.#stage, invoice.id, ((1 + this.#below(40_000)) / 100).toFixed(2));
    this.#booked.push({ what: 'payments', id });
  }

  async #setOff(): Promise<void> {
    const credit = this.#one(this.#processed.filter(({ isCredit }) => isCredit));
    const fits = ({ isCredit, debtorId, currency }: Document): boolean =>
      !isCredit && debtorId === credit?.debtorId && currency === credit.currency;
    const invoice = this.#one(this.#processed.filter(fits));
    if (credit === undefined || invoice === undefined) return;
    // Exact refuses where nothing is open any more.
    const booked = await setOff(this.#stage, credit.id, invoice.id).catch(() => undefined);
    if (booked !== undefined) this.#booked.push({ what: 'matches', id: booked.match });
  }

  async #undo(): Promise<void> {
    const [booked] = this.#booked.splice(this.#below(this.#booked.length), 1);
    if (booked !== undefined) await undo(this.#stage, booked.what, booked.id);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #one<Entry>(entries: readonly Entry[]): Entry | undefined {
    return entries[this.#below(entries.length)];
  }
}
