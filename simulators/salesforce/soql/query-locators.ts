import { badRequest } from '../errors.ts';
import type { JsonRecord } from './projection.ts';
import type { QueryResult } from './run-query.ts';

const DEFAULT_BATCH = 2000;
const MIN_BATCH = 200;
/** Cursors a user can have open; the oldest is closed for a new one. */
const MAX_OPEN = 50;

/** A page of a query as the API answers it. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly JsonRecord[];
}

/** Keeps queries whose rows did not fit on one page. */
export class QueryLocators {
  private readonly open = new Map<string, { result: QueryResult; batchSize: number }>();
  private readonly nextId: () => string;

  constructor(nextId: () => string) {
    this.nextId = nextId;
  }

  /** The first page. @param batchOption header `Sforce-Query-Options`, e.g. `batchSize=500` */
  start(result: QueryResult, batchOption: string | undefined, path: string): QueryPage {
    const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(batchOption ?? '')?.[1] ?? DEFAULT_BATCH);
    const batchSize = Math.min(Math.max(asked, MIN_BATCH), DEFAULT_BATCH);
    const isWhole = result.rowCount <= batchSize;
    const id = isWhole ? '' : this.nextId();
    if (!isWhole) this.remember(id, { result, batchSize });
    return this.page(id, result, 0, batchSize, path);
  }

  /** A later page, by the last part of `nextRecordsUrl`. @throws ApiError INVALID_QUERY_LOCATOR */
  next(locator: string, path: string): QueryPage {
    const match = /^(\w+)-(\d+)$/.exec(locator);
    const known = this.open.get(match?.[1] ?? '');
    if (match === null || known === undefined) throw badRequest('INVALID_QUERY_LOCATOR', 'invalid query locator');
    return this.page(match[1] ?? '', known.result, Number(match[2]), known.batchSize, path);
  }

  private remember(id: string, cursor: { result: QueryResult; batchSize: number }): void {
    this.open.set(id, cursor);
    const [oldest] = this.open.keys();
    if (this.open.size > MAX_OPEN && oldest !== undefined) this.open.delete(oldest);
  }

  private page(id: string, result: QueryResult, from: number, batchSize: number, path: string): QueryPage {
    const to = from + batchSize;
    const isDone = to >= result.rowCount;
    return {
      totalSize: result.totalSize,
      done: isDone,
      ...(isDone ? {} : { nextRecordsUrl: `${path}/${id}-${to}` }),
      records: result.page(from, to),
    };
  }
}
