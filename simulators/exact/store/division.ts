import { SETS, setNamed, type Row } from '../schema/index.ts';
import type { PictureTrouble } from './picture-trouble.ts';
import { Table } from './table.ts';

export interface DivisionOptions {
  readonly code: number;
  readonly name: string;
  readonly currency: string;
  /** ISO 3166 code of two letters. */
  readonly country: string;
  readonly isMain: boolean;
  /** What one unit of a foreign currency is worth in the company's, by its code; one to one without a rate. */
  readonly rates?: Readonly<Record<string, number>>;
  /** The sign of quantities and amounts on credit notes, which the vendor does not publish; default negative. */
  readonly creditNotes?: 'negative' | 'positive';
  /**
   * The sign of what a customer still has to pay in receivables and payment terms. Not published either; users report negative
   * amounts beside positive ones of the transaction and of the list of receivables. Default negative.
   */
  readonly receivables?: 'negative' | 'positive';
}

/** One company: its rows and its row version, which ascends with every change of any row. */
export class Division {
  readonly code: number;
  readonly options: DivisionOptions;
  /** Where this Exact is reached, for the urls inside its answers. */
  readonly baseUrl: string;
  /** The app that calls; this Exact knows one. */
  readonly clientId: string;
  readonly pictures = new Map<string, Buffer>();
  /** What goes wrong with the pictures of items, by their ids. */
  readonly pictureTroubles = new Map<string, PictureTrouble>();
  /** The bytes of attachments by their id. */
  readonly files = new Map<string, Buffer>();
  /** Keys of the periods that are closed for a journal. */
  readonly closedPeriods = new Set<string>();
  readonly #tables = new Map<string, Table>();
  readonly #numbers = new Map<string, number>();
  #timestamp = 1000;

  constructor(options: DivisionOptions, baseUrl: string, clientId: string) {
    this.code = options.code;
    this.options = options;
    this.baseUrl = baseUrl;
    this.clientId = clientId;
    for (const set of SETS.values()) this.#tables.set(set.name, new Table(set.key));
  }

  table(set: string): Table {
    const table = this.#tables.get(set);
    if (!table) throw new Error(`no set ${set}`);
    return table;
  }

  /** The row version of the next change. */
  nextTimestamp(): number {
    this.#timestamp += 1;
    return this.#timestamp;
  }

  /** Reserves a run of row versions and answers the first. */
  reserveTimestamps(count: number): number {
    const first = this.#timestamp + 1;
    this.#timestamp += count;
    return first;
  }

  /** The next number of a numbered set: the highest so far plus one. */
  nextNumber(series: string): number {
    const number = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, number);
    return number;
  }

  /** Remembers a number that was given by hand. */
  noteNumber(series: string, number: number): void {
    this.#numbers.set(series, Math.max(number, this.#numbers.get(series) ?? 0));
  }

  /** The row a guid field points to, if it is there. */
  find(set: string, id: unknown): Row | undefined {
    return typeof id === 'string' ? this.table(set).get(id) : undefined;
  }

  /** The row that has this code, if it is there. */
  byCode(set: string, code: unknown): Row | undefined {
    if (typeof code !== 'string') return undefined;
    return setNamed(set).key === 'Code' ? this.table(set).get(code) : this.table(set).find('Code', code)[0];
  }
}
