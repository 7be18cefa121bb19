import type { SeedEntities, SeedRow } from './exact-rows.ts';

/** A stored row as a simulator's control interface shows it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The text in a field of a stored row; empty where it holds none. */
export function textIn(row: StoredRow, field: string): string {
  const value = row[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** One record for an org, as its REST interface would take it; with an `id` it changes that record. */
export interface SalesforceSeed {
  readonly id?: string;
  readonly object: string;
  readonly fields: SeedRow;
}

/** The simulated Exact Online, seen by somebody who works in the ERP. */
export interface ExactControl {
  /** All rows of a resource, such as `logistics/Items`. */
  rows(division: number, path: string): Promise<readonly StoredRow[]>;
  /** Enters rows; throws with the simulator's own words when it refuses one. */
  seed(division: number, entities: SeedEntities): Promise<void>;
  /** Books what a customer paid of a processed invoice. @param amount decimal text, in the currency of the invoice @param day today's without one */
  pay(division: number, invoiceId: string, amount: string, day?: string): Promise<void>;
}

/** The simulated org, seen by its administrator. */
export interface SalesforceControl {
  rows(object: string): Promise<readonly StoredRow[]>;
  /** Creates or changes records in their order and answers their ids in that order; a refused one throws. */
  seed(records: readonly SalesforceSeed[]): Promise<readonly string[]>;
}

/** Rows a request: the control interface takes thousands, but one body should stay small enough to read in a log. */
const CHUNK = 500;

export function exactControl(url: string): ExactControl {
  return {
    rows: async (division, path) => rowsIn(await send(url, 'GET', `/rows/${division}/${path}`)),
    seed: async (division, entities) => {
      for (const [path, rows] of Object.entries(entities)) {
        for (const part of chunks(rows)) await send(url, 'POST', '/seed', { division, entities: { [path]: part } });
      }
    },
    pay: async (division, invoice, amount, date) => {
      await send(url, 'POST', '/payments', { division, invoice, amount, date });
    },
  };
}

export function salesforceControl(url: string): SalesforceControl {
  return {
    rows: async (object) => rowsIn(await send(url, 'GET', `/rows/${object}`)),
    seed: async (records) => {
      const ids: string[] = [];
      for (const part of chunks(records)) ids.push(...idsIn(await send(url, 'POST', '/seed', { records: part })));
      return ids;
    },
  };
}

async function send(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/_control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}/_control${path} was refused with ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function rowsIn(answer: unknown): readonly StoredRow[] {
  const rows: unknown = isRow(answer) ? answer['rows'] : answer;
  if (!Array.isArray(rows) || !rows.every(isRow)) throw new Error('the control interface answered no rows');
  return rows;
}

function idsIn(answer: unknown): readonly string[] {
  const ids = isRow(answer) ? answer['ids'] : undefined;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) throw new Error('the control interface answered no ids');
  return ids;
}

function isRow(value: unknown): value is StoredRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function chunks<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, index) => values.slice(index * CHUNK, (index + 1) * CHUNK));
}
