import type { StoredRow } from '../../../simulators/data/index.ts';
import type { World } from '../support/world.ts';
import { Random } from '../soak/random.ts';

const ITEMS = 'logistics/Items';
const PRICES = 'logistics/SalesItemPrices';
const POSITIONS = 'inventory/ItemWarehouses';
const ORDERS = 'salesorder/SalesOrders';
const ORDER_LINES = 'salesorder/SalesOrderLines';
const DELIVERIES = 'salesorder/GoodsDeliveries';
const DELIVERY_LINES = 'salesorder/GoodsDeliveryLines';
const INVOICES = 'salesinvoice/SalesInvoices';
const CREDIT_NOTE = 8021;
const CANCELLED = 45;
const PROCESSED = 50;
/** Attempts for one change: Exact refuses what its rules forbid, as it does to whoever works there. */
const ATTEMPTS = 40;

/** Everybody who works in Exact, doing whatever the numbers of a seed say. */
export class RandomClerk {
  readonly #world: World;
  readonly #divisions: readonly number[];
  readonly #today: string;
  readonly #random: Random;
  /** How often each kind of change was made. */
  readonly made = new Map<string, number>();
  #count = 0;
  #division = 0;

  constructor(world: World, divisions: readonly number[], today: string, seed: number) {
    this.#world = world;
    this.#divisions = divisions;
    this.#today = today;
    this.#random = new Random(seed);
  }

  /** Makes so many changes. */
  async work(changes: number): Promise<void> {
    for (let change = 0; change < changes; change += 1) await this.#change();
  }

  async #change(): Promise<void> {
    const kinds = Object.entries(this.#kinds);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [name, make] = this.#random.pick(kinds) ?? ['', () => Promise.resolve(false)];
      this.#division = this.#random.next() < 0.7 ? (this.#divisions[0] ?? 0) : (this.#random.pick(this.#divisions) ?? 0);
      this.#count += 1;
      if (!(await make())) continue;
      this.made.set(name, (this.made.get(name) ?? 0) + 1);
      return;
    }
    throw new Error(`Exact refused ${ATTEMPTS} changes in a row`);
  }

  readonly #kinds: Readonly<Record<string, () => Promise<boolean>>> = {
    'item renamed': () => this.#patchOne(ITEMS, 'ID', () => ({ Description: `Hernoemd ❄ ${this.#count}` })),
    'item code changed': () => this.#patchOne(ITEMS, 'ID', () => ({ Code: `NEW-${this.#count}` })),
    'item ended': () => this.#patchOne(ITEMS, 'ID', () => ({ StartDate: '2019-01-01', EndDate: '2020-12-31' })),
    'item sold again': () =>
      this.#patchOne(
        ITEMS,
        'ID',
        () => ({ EndDate: null, IsSalesItem: true }),
        (row) => 'EndDate' in row,
      ),
    'item not sold': () => this.#patchOne(ITEMS, 'ID', () => ({ IsSalesItem: this.#random.next() < 0.5 })),
    'item deleted': () => this.#removeOne(ITEMS, 'ID'),
    'item made': () => this.#makeItem(),
    'price changed': () => this.#patchOne(PRICES, 'ID', () => ({ Price: (1 + this.#below(20_000)) / 100 })),
    'price deleted': () => this.#removeOne(PRICES, 'ID'),
    'stock counted': () => this.#patchOne(POSITIONS, 'ID', () => ({ CurrentStock: this.#below(500) })),
    'stock counted again': () => this.#patchOne(POSITIONS, 'ID', () => ({ CurrentStock: this.#below(500) / 4 })),
    'position deleted': () => this.#removeOne(POSITIONS, 'ID'),
    'order delivered': () => this.#deliver(),
    'order delivered too': () => this.#deliver(),
    'delivery corrected': () => this.#patchOne(DELIVERY_LINES, 'ID', () => ({ QuantityDelivered: 1 + this.#below(3) })),
    'delivery tracked': () => this.#patchOne(DELIVERIES, 'EntryID', () => ({ TrackingNumber: `3S${this.#count}` })),
    'delivery deleted': () => this.#removeOne(DELIVERIES, 'EntryID'),
    'order line changed': () => this.#patchOne(ORDER_LINES, 'ID', () => ({ Quantity: 1 + this.#below(30) })),
    'order line deleted': () => this.#removeOne(ORDER_LINES, 'ID'),
    'order cancelled': () => this.#rarely(() => this.#patchOne(ORDERS, 'OrderID', () => ({ Status: CANCELLED }))),
    'order deleted': () => this.#rarely(() => this.#removeOne(ORDERS, 'OrderID')),
    'order invoiced': () => this.#invoiceOrder(),
    'invoice entered': () => this.#enterInvoice(false),
    'credit note entered': () => this.#enterInvoice(true),
    'invoice printed': () => this.#print(),
    'invoice paid': () => this.#pay(),
    'credit set off': () => this.#setOff(),
  };

  /** One change of its kind in five, so that something is left to work with. */
  async #rarely(make: () => Promise<boolean>): Promise<boolean> {
    return this.#random.next() < 0.2 && (await make());
  }

  async #patchOne(
    path: string,
    key: string,
    fields: () => object,
    fits: (row: StoredRow) => boolean = () => true,
  ): Promise<boolean> {
    const row = this.#random.pick((await this.#rows(path)).filter(fits));
    return row !== undefined && this.#send('PATCH', `rows/${this.#division}/${path}/${String(row[key])}`, fields());
  }

  async #removeOne(path: string, key: string): Promise<boolean> {
    const row = this.#random.pick(await this.#rows(path));
    return row !== undefined && this.#send('DELETE', `rows/${this.#division}/${path}/${String(row[key])}`);
  }

  async #makeItem(): Promise<boolean> {
    const [Code, Description] = [`MADE-${this.#count}`, `Nieuw ${this.#count}`];
    const item = { Code, Description, Unit: 'pc', IsSalesItem: true, IsStockItem: true, StartDate: '2020-01-01' };
    if (!(await this.#seed(ITEMS, item))) return false;
    const made = (await this.#rows(ITEMS)).find((row) => String(row['Code']).trim() === Code);
    const [warehouse] = (await this.#rows('inventory/Warehouses')).filter((row) => row['Main'] === 1);
    const ofItem = { Item: String(made?.['ID']) };
    await this.#seed(PRICES, {
      ...ofItem,
      Price: (100 + this.#below(9_000)) / 100,
      Currency: 'EUR',
      Quantity: 1,
      StartDate: '2020-01-01',
    });
    return this.#seed(POSITIONS, { ...ofItem, Warehouse: String(warehouse?.['ID']), CurrentStock: this.#below(90) });
  }

  /** A part or all of what is left of some lines of an order. */
  async #deliver(): Promise<boolean> {
    const order = this.#random.pick((await this.#rows(ORDERS)).filter((row) => Number(row['Status']) !== CANCELLED));
    const lines = (await this.#rows(ORDER_LINES)).filter((line) => line['OrderID'] === order?.['OrderID']);
    const left = (line: StoredRow): number => Number(line['Quantity'] ?? 0) - Number(line['QuantityDelivered'] ?? 0);
    const shipped = lines
      .filter((line) => left(line) > 0 && this.#random.next() < 0.7)
      .map((line) => ({ SalesOrderLineID: String(line['ID']), QuantityDelivered: 1 + this.#below(left(line)) }));
    if (shipped.length === 0) return false;
    return this.#seed(DELIVERIES, { DeliveryDate: `${this.#today}T00:00:00`, GoodsDeliveryLines: shipped });
  }

  async #invoiceOrder(): Promise<boolean> {
    const order = this.#random.pick(await this.#rows(ORDERS));
    if (order === undefined) return false;
    const what = { SalesOrderIDs: [{ ID: String(order['OrderID']) }], InvoiceMode: 0, CreateMode: 1, JournalCode: '50' };
    return this.#seed('salesinvoice/InvoiceSalesOrders', what);
  }

  async #enterInvoice(isCredit: boolean): Promise<boolean> {
    const debtor = this.#random.pick((await this.#rows('crm/Accounts')).filter((row) => row['Status'] === 'C'));
    const item = this.#random.pick((await this.#rows(ITEMS)).filter((row) => row['IsSalesItem'] === true && !('EndDate' in row)));
    const line = { Item: String(item?.['ID']), Quantity: 1 + this.#below(9), NetPrice: (100 + this.#below(9_000)) / 100 };
    const header = { OrderedBy: String(debtor?.['ID']), Journal: '50', PaymentCondition: '30', SalesInvoiceLines: [line] };
    return this.#seed(INVOICES, isCredit ? { ...header, Type: CREDIT_NOTE } : header);
  }

  async #print(): Promise<boolean> {
    const invoice = this.#random.pick((await this.#rows(INVOICES)).filter((row) => Number(row['Status']) < PROCESSED));
    return invoice !== undefined && this.#seed('salesinvoice/PrintedSalesInvoices', { InvoiceID: String(invoice['InvoiceID']) });
  }

  async #pay(): Promise<boolean> {
    const invoice = this.#random.pick(await this.#processed(false));
    const amount = ((1 + this.#below(20_000)) / 100).toFixed(2);
    const payment = { division: this.#division, invoice: String(invoice?.['InvoiceID']), amount };
    return invoice !== undefined && this.#send('POST', 'payments', payment);
  }

  async #setOff(): Promise<boolean> {
    const credit = this.#random.pick(await this.#processed(true));
    const fits = (row: StoredRow): boolean => row['InvoiceTo'] === credit?.['InvoiceTo'];
    const invoice = this.#random.pick((await this.#processed(false)).filter(fits));
    if (credit === undefined || invoice === undefined) return false;
    const [creditNote, ofInvoice] = [String(credit['InvoiceID']), String(invoice['InvoiceID'])];
    return this.#send('POST', 'set-offs', { division: this.#division, creditNote, invoice: ofInvoice });
  }

  async #processed(isCredit: boolean): Promise<readonly StoredRow[]> {
    const invoices = (await this.#rows(INVOICES)).filter((row) => Number(row['Status']) >= PROCESSED);
    return invoices.filter((row) => (row['Type'] === CREDIT_NOTE) === isCredit);
  }

  #rows(path: string): Promise<readonly StoredRow[]> {
    return this.#world.exact.rows(this.#division, path);
  }

  #seed(path: string, row: object): Promise<boolean> {
    return this.#send('POST', 'seed', { division: this.#division, entities: { [path]: [row] } });
  }

  /** False where Exact refuses it: it answers 500 to what its rules forbid. */
  async #send(method: string, route: string, body?: object): Promise<boolean> {
    const answer = await fetch(`${this.#world.exactUrl}/_control/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    await answer.arrayBuffer();
    return answer.ok;
  }

  #below(limit: number): number {
    return Math.floor(this.#random.next() * limit);
  }
}
