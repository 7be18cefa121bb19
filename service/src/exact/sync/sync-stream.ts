import { DELETED } from '../resources/index.ts';
import type { ExactDivision, ExactResource } from '../types.ts';
import { newestOfEach, type StreamPosition, type SyncedRow } from './stream-position.ts';

/** Rows of one batch while a whole stream is read: five pages of Exact. What a batch holds in memory is bounded by it. */
const ROWS_OF_A_LOAD = 5_000;

/** What a stream handed on, and how far it has come. */
export interface StreamBatch<Part> {
  readonly parts: readonly Part[];
  readonly position: StreamPosition;
  /** True once, for the last: nothing follows its position, and it has no parts. */
  readonly isEnd: boolean;
}

/** A sync stream of Exact with what is done with its rows. Made by `syncStream` or `deletionStream`. */
export interface SyncStream<Part> {
  /** Name of its position. */
  readonly name: string;
  /** Reads on from a position; `isWhole`: from the start, in larger batches. What was read before an error is handed on before it. */
  batches(exact: ExactDivision, from: StreamPosition, isWhole: boolean): AsyncIterable<StreamBatch<Part>>;
}

interface StreamDefinition<Row extends SyncedRow, Part> {
  readonly name: string;
  readonly resource: ExactResource<Row>;
  /** The key, without blanks, by which a row is another version of an earlier one. */
  readonly keyOf: (row: Row) => string;
  /** Most rows of a batch, where reading them costs calls. */
  readonly rowsABatch?: number | undefined;
  /** Gets the newest version of each row of a batch: a page, or about 5,000 rows while the whole stream is read. */
  readonly read: (rows: readonly Row[]) => Promise<Part>;
}

/** A stream of rows that were made or changed. */
export function syncStream<Row extends SyncedRow, Part>({ read, ...stream }: StreamDefinition<Row, Part>): SyncStream<Part> {
  return readingStream({ ...stream, read: async (rows) => [await read(rows)] });
}

/** What is done with the deleted records of one type. */
export interface DeletionReader<Part> {
  /** One of `DELETED_ENTITY_TYPES`. */
  readonly entityType: number;
  /** Gets the keys of a page, in lower case, each once. */
  readonly read: (keys: readonly string[]) => Promise<Part>;
}

/** The stream of deletions, `deleted`: of each page every reader, in their order, gets the keys of its type, if there are any. */
export function deletionStream<Part>(readers: readonly DeletionReader<Part>[]): SyncStream<Part> {
  return readingStream({
    name: 'deleted',
    resource: DELETED,
    keyOf: ({ EntityType: entityType, EntityKey: entityKey }) => `${entityType}/${entityKey.toLowerCase()}`,
    read: async (rows) => {
      const parts: Part[] = [];
      for (const { entityType, read } of readers) {
        const keys = rows.filter((row) => row.EntityType === entityType).map((row) => row.EntityKey.toLowerCase());
        if (keys.length > 0) parts.push(await read(keys));
      }
      return parts;
    },
  });
}

function readingStream<Row extends SyncedRow, Part>(definition: StreamDefinition<Row, readonly Part[]>): SyncStream<Part> {
  const { name, resource, keyOf, read, rowsABatch } = definition;
  return {
    name,
    async *batches(exact, from, isWhole) {
      let position = from;
      for await (const batch of batchesOf(exact.pages(resource, { filter: from.filter }), isWhole, rowsABatch)) {
        const rows = newestOfEach(position.unseen(batch, keyOf), keyOf);
        position = position.after(batch, keyOf);
        if (rows.length > 0) yield { parts: await read(rows), position, isEnd: false };
      }
      yield { parts: [], position: position.atEnd(), isEnd: true };
    },
  };
}

/** Pages one by one or, where all are read, together; or in pieces of at most `rowsABatch`. */
async function* batchesOf<Row>(
  pages: AsyncIterable<readonly Row[]>,
  isWhole: boolean,
  rowsABatch: number | undefined,
): AsyncGenerator<readonly Row[]> {
  if (rowsABatch === undefined) yield* inBatches(pages, isWhole ? ROWS_OF_A_LOAD : 1);
  else
    for await (const page of pages)
      for (let start = 0; start < page.length; start += rowsABatch) yield page.slice(start, start + rowsABatch);
}

/** Pages together until they have that many rows; no batch is empty. */
async function* inBatches<Row>(pages: AsyncIterable<readonly Row[]>, rowsABatch: number): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  try {
    for await (const page of pages) {
      batch.push(...page);
      if (batch.length < rowsABatch) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
