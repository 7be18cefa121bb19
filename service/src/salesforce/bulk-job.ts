import { isTandemError, messageOf, phrase, TandemError, toTandemError, type ParamValue } from '../errors/index.ts';
import { pause } from '../wire/index.ts';
import { LINE_ENDING, readCsv, type CsvRow } from './bulk-csv.ts';
import { CSV_TYPE, type SalesforceCaller } from './caller.ts';
import { withConnection, type CallAbout } from './connection.ts';
import { SALESFORCE_ID_PATTERN } from './ids.ts';
import type { Connection } from './jsforce.ts';

const MAX_ATTEMPTS = 4;
const BACK_OFF_MS = 500;
const FIRST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 15_000;
/** Below the five minutes that a job of the queue may take. */
const PATIENCE_MS = 240_000;
const LOOK_AGAIN_MS = 60_000;
/** Rows are written as fast as they are written, however fast the clock runs. */
const FASTEST = 25;

const OVER: ReadonlySet<string> = new Set(['JobComplete', 'Failed', 'Aborted']);

type JsforceJob = ReturnType<Connection['bulk2']['createJob']>;

/** One upload: records of one object, under the names of the org. */
export interface IngestLoad {
  readonly object: string;
  readonly operation: 'insert' | 'update' | 'upsert';
  readonly externalIdField: string | undefined;
  readonly csv: string;
  readonly rowCount: number;
}

/** What a job that is over says of its rows, in no order. */
export interface IngestResults {
  readonly succeeded: readonly CsvRow[];
  readonly failed: readonly CsvRow[];
  readonly unprocessed: readonly CsvRow[];
  /** Why the job ended before its last row; undefined for a job that came to its end. */
  readonly endedEarly: ParamValue | undefined;
}

interface JobInfo {
  readonly state: string;
  readonly processed: number;
  readonly failed: number;
  readonly message: string | undefined;
}

/** One ingest job of Bulk API 2.0. Nothing is written in the org before `run`. */
export class IngestJob {
  readonly #caller: SalesforceCaller;
  readonly #load: IngestLoad;
  readonly #id: string;
  readonly #signal: AbortSignal | undefined;

  private constructor(caller: SalesforceCaller, load: IngestLoad, id: string, signal: AbortSignal | undefined) {
    this.#caller = caller;
    this.#load = load;
    this.#id = id;
    this.#signal = signal;
  }

  /**
   * Creates a job and uploads its rows. Whatever goes wrong here has written no record: errors of handling `person` mean that
   * Salesforce refuses the job itself.
   */
  static async open(caller: SalesforceCaller, load: IngestLoad, signal: AbortSignal | undefined): Promise<IngestJob> {
    for (let attempt = 1; ; attempt += 1) {
      let job: IngestJob | undefined;
      try {
        job = new IngestJob(caller, load, await createJob(caller, load), signal);
        await job.#upload();
        return job;
      } catch (error) {
        // A job takes one upload: a new job is simpler than finding out how much of this one arrived.
        if (job !== undefined) await job.#abandon();
        const isLost = isTandemError(error, 'salesforce_outcome_unknown') && signal?.aborted !== true;
        if (!isLost || attempt === MAX_ATTEMPTS) throw heldBack(caller, load, signal, error);
      }
    }
  }

  /**
   * Lets Salesforce work the rows and waits for the results. Fails with `salesforce_bulk_unfinished` when that takes too long, is
   * given up by the caller, or cannot be followed: the rows may be written then.
   */
  async run(): Promise<IngestResults> {
    try {
      await this.#close();
      return await this.#results(await this.#end());
    } catch (error) {
      // A job that goes on by itself would later write what is no longer true.
      await this.#abandon();
      const held = heldBack(this.#caller, this.#load, this.#signal, error);
      throw held.handling === 'person' ? unfinished(this.#caller, this.#load, messageOf(held), held) : held;
    }
  }

  async #upload(): Promise<void> {
    const { csv, object } = this.#load;
    // As one text: the upload of jsforce's job passes it through streams, 98 ms and 70 MB for 16 MB instead of 15 ms and 6 MB.
    await withConnection(this.#caller, { object, isRepeatable: false }, (connection) =>
      connection.request({
        method: 'PUT',
        url: `/jobs/ingest/${this.#id}/batches`,
        body: csv,
        headers: { 'content-type': CSV_TYPE },
      }),
    );
  }

  /** A lost answer is settled by looking: only a job that is still open is closed once more. */
  async #close(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#ask({ isRepeatable: false }, (job) => job.close());
        return;
      } catch (error) {
        if (!isTandemError(error) || error.handling === 'stop' || error.handling === 'wait') throw error;
        const { state } = await this.#info();
        if (state !== 'Open') return;
        if (attempt === MAX_ATTEMPTS) throw error;
        await pause((BACK_OFF_MS * 2 ** attempt) / speedOf(this.#caller), this.#signal);
      }
    }
  }

  async #end(): Promise<JobInfo> {
    const speed = speedOf(this.#caller);
    const givenUpAtMs = performance.now() + PATIENCE_MS / speed;
    for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(lookMs * 2, LONGEST_LOOK_MS)) {
      await pause(lookMs / speed, this.#signal);
      const info = await this.#info();
      if (OVER.has(info.state)) return info;
      if (performance.now() > givenUpAtMs) throw unfinished(this.#caller, this.#load, phrase('job_state', { state: info.state }));
    }
  }

  async #results({ state, processed, failed, message }: JobInfo): Promise<IngestResults> {
    const isWhole = state === 'JobComplete';
    return {
      succeeded: processed > failed || !isWhole ? await this.#rows((job) => job.getSuccessfulResults(true)) : [],
      failed: failed > 0 || !isWhole ? await this.#rows((job) => job.getFailedResults(true)) : [],
      unprocessed: processed < this.#load.rowCount ? await this.#rows((job) => job.getUnprocessedRecords(true)) : [],
      endedEarly: isWhole ? undefined : (message ?? phrase('job_ended', { state })),
    };
  }

  /** One list of results. It comes in one piece: the lists of ingest jobs, unlike those of queries, have no pages. */
  async #rows(read: (job: JsforceJob) => Promise<string | undefined>): Promise<CsvRow[]> {
    const text = await this.#ask({ isRepeatable: true, isCsvAnswer: true }, read);
    try {
      return readCsv(text ?? '');
    } catch (cause) {
      throw new TandemError('salesforce_unreadable_answer', { text: phrase('job_results') }, { cause });
    }
  }

  async #info(): Promise<JobInfo> {
    const answer: unknown = await this.#ask({ isRepeatable: true }, (job) => job.check());
    const info = (answer ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof info['state'] !== 'string')
      throw new TandemError('salesforce_unreadable_answer', { text: phrase('job_without_state') });
    return {
      state: info['state'],
      processed: Number(info['numberRecordsProcessed'] ?? 0),
      failed: Number(info['numberRecordsFailed'] ?? 0),
      message: typeof info['errorMessage'] === 'string' ? info['errorMessage'] : undefined,
    };
  }

  /** Best effort: rows that are written stay written, a job that is over stays as it is. */
  async #abandon(): Promise<void> {
    try {
      await this.#ask({ isRepeatable: true }, (job) => job.abort());
    } catch {
      // What made Tandem give the job up is told instead.
    }
  }

  #ask<Answer>(about: Omit<CallAbout, 'object'>, work: (job: JsforceJob) => Promise<Answer>): Promise<Answer> {
    return withConnection(this.#caller, { object: this.#load.object, ...about }, ({ bulk2 }) =>
      work(bulk2.job('ingest', { id: this.#id })),
    );
  }
}

/** A lost answer leaves an open job without rows behind, which does nothing: asking again is harmless. */
async function createJob(caller: SalesforceCaller, { object, operation, externalIdField }: IngestLoad): Promise<string> {
  const settings = { object, operation, contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: LINE_ENDING } as const;
  const info: unknown = await withConnection(caller, { object, isRepeatable: true }, ({ bulk2 }) =>
    bulk2.createJob(externalIdField === undefined ? settings : { ...settings, externalIdFieldName: externalIdField }).open(),
  );
  const { id } = (info ?? {}) as { id?: unknown };
  if (typeof id === 'string' && SALESFORCE_ID_PATTERN.test(id)) return id;
  throw new TandemError('salesforce_unreadable_answer', { text: phrase('job_without_id') });
}

/** A load of thousands is held back as a whole, never turned into thousands of records to try again one by one. */
function heldBack(caller: SalesforceCaller, load: IngestLoad, signal: AbortSignal | undefined, thrown: unknown): TandemError {
  if (signal?.aborted === true) return unfinished(caller, load, phrase('stopping'), thrown, 0);
  const error = toTandemError(thrown);
  return error.handling === 'retry' ? unfinished(caller, load, messageOf(error), error, error.retryAfterMs) : error;
}

function unfinished(
  { clock }: SalesforceCaller,
  { object, rowCount }: IngestLoad,
  text: ParamValue,
  cause?: unknown,
  retryAfterMs = LOOK_AGAIN_MS / clock.scale,
): TandemError {
  const params = { object, count: rowCount, text };
  return new TandemError('salesforce_bulk_unfinished', params, { cause, retryAfterMs, outcomeUnknown: true });
}

function speedOf(caller: SalesforceCaller): number {
  return Math.min(caller.clock.scale, FASTEST);
}
