import { soqlDateTime } from './soql.ts';
import type { SalesforceOrg, SalesforceRow } from './types.ts';

/** A record saved while we read may carry an older time than one we saw: look back that far again. */
const OVERLAP_MS = 5 * 60_000;
/** After that long nothing that was saved before can still come to light, as long as our clock is not far ahead. */
const SETTLED_AFTER_MS = 30_000;
const SAME_SECOND_MS = 1_000;

/** A record as every reading of changes selects it. */
export interface ChangedRow extends SalesforceRow {
  readonly Id: string;
  readonly SystemModstamp: string;
}

/** Some of the records of an object. */
export interface ChangeSelection {
  /** Name of its position, an ISO instant of Salesforce's clock. */
  readonly name: string;
  /** SOQL condition on the record, without its time; an `OR` in it stands in brackets. */
  readonly where: string;
  /**
   * `overlapping`: told as soon as they are seen, those of the last minutes again; without a position all there are, or all since
   * `since`. `settled`: told half a minute later, each once; without a position those that change from now on.
   */
  readonly reading: 'overlapping' | 'settled';
}

/** What is read of an object. */
export interface ChangePlan {
  readonly org: SalesforceOrg;
  readonly object: string;
  /** Beside Id and SystemModstamp. */
  readonly fields: readonly string[];
  /** Read together in one query. */
  readonly selections: readonly ChangeSelection[];
  /** As they were stored. */
  readonly positions: Readonly<Record<string, string>>;
  /** Where overlapping selections begin that have no position. */
  readonly since?: Date | undefined;
  readonly now: Date;
  /** Divides durations; 1 in production. */
  readonly timeScale: number;
}

/** Rows, and the positions that may be stored once they are dealt with. */
export interface ChangeBatch<Row> {
  readonly rows: readonly Row[];
  readonly positions: Readonly<Record<string, string>>;
}

/** Records of one object that were saved since the stored positions, the oldest change first; and those that were deleted. */
export class SalesforceChanges<Row extends ChangedRow> {
  readonly #plan: ChangePlan;
  readonly #settledUntil: Date;

  constructor(plan: ChangePlan) {
    this.#plan = plan;
    this.#settledUntil = new Date(plan.now.getTime() - SETTLED_AFTER_MS / plan.timeScale);
  }

  /**
   * Batches of at most so many rows; one query and its further pages. It may be cut after any batch. The last one has no rows: it says
   * how far the settled selections are read.
   */
  async *batches(rowsABatch: number): AsyncGenerator<ChangeBatch<Row>> {
    const seen = { ...this.#plan.positions };
    const soql = this.#soql();
    for await (const page of soql === undefined ? [] : this.#plan.org.pages<Row>(soql)) {
      for (let start = 0; start < page.length; start += rowsABatch) {
        const rows = page.slice(start, start + rowsABatch);
        const positions = this.#after(rows, seen);
        Object.assign(seen, positions);
        yield { rows, positions };
      }
    }
    yield { rows: [], positions: this.#settled(this.#settledUntil, seen, { isEnd: true }) };
  }

  /** The first rows; positions stay as they are. One call. */
  async first(count: number): Promise<Row[]> {
    const soql = this.#soql();
    return soql === undefined ? [] : this.#plan.org.query<Row>(`${soql} LIMIT ${count}`);
  }

  /**
   * Rows (Id, SystemModstamp and `fields`) of records that were deleted since the position of this name, those of the last minutes again, as
   * long as Salesforce keeps them in the recycle bin; whatever the selections. Without a position it costs no call and begins now.
   */
  async *deleted(name: string, fields: readonly string[] = []): AsyncGenerator<ChangeBatch<ChangedRow>> {
    const { org, object, positions, now } = this.#plan;
    const { [name]: position = '' } = positions;
    if (position === '') {
      yield { rows: [], positions: { [name]: now.toISOString() } };
      return;
    }
    const since = soqlDateTime(new Date(Date.parse(position) - OVERLAP_MS));
    const soql = `SELECT ${['Id', 'SystemModstamp', ...fields].join(', ')} FROM ${object} WHERE IsDeleted = true AND SystemModstamp >= ${since} ORDER BY SystemModstamp, Id`;
    let newest = position;
    for await (const rows of org.pages<ChangedRow>(soql, { includesDeleted: true })) {
      newest = newestOf(rows, newest);
      if (rows.length > 0) yield { rows, positions: { [name]: newest } };
    }
  }

  /** Undefined where no selection has anything to read yet. */
  #soql(): string | undefined {
    const { object, fields, selections } = this.#plan;
    const wanted = selections.map((selection) => this.#conditionOf(selection)).filter((condition) => condition !== undefined);
    if (wanted.length === 0) return undefined;
    const where = wanted.length === 1 ? wanted[0] : wanted.map((condition) => `(${condition})`).join(' OR ');
    return `SELECT ${['Id', 'SystemModstamp', ...fields].join(', ')} FROM ${object} WHERE ${where} ORDER BY SystemModstamp, Id`;
  }

  #conditionOf({ name, where, reading }: ChangeSelection): string | undefined {
    const { positions, since } = this.#plan;
    const { [name]: position = '' } = positions;
    if (reading === 'settled') {
      if (position === '') return undefined;
      const until = soqlDateTime(this.#settledUntil);
      return `${where} AND SystemModstamp > ${soqlDateTime(new Date(position))} AND SystemModstamp <= ${until}`;
    }
    const from = position === '' ? since : new Date(Date.parse(position) - OVERLAP_MS);
    return from === undefined ? where : `${where} AND SystemModstamp >= ${soqlDateTime(from)}`;
  }

  /** How far each selection is read after these rows. */
  #after(rows: readonly Row[], seen: Readonly<Record<string, string>>): Record<string, string> {
    const overlapping = this.#plan.selections.filter(({ reading }) => reading === 'overlapping');
    // Others may have been saved in the same second.
    const before = new Date(Date.parse(rows.at(-1)?.SystemModstamp ?? '') - SAME_SECOND_MS);
    return {
      ...Object.fromEntries(overlapping.map(({ name }) => [name, newestOf(rows, seen[name] ?? '')])),
      ...this.#settled(before < this.#settledUntil ? before : this.#settledUntil, seen, { isEnd: false }),
    };
  }

  /** Settled selections that are read until then. One without a position begins where a reading ends. */
  #settled(until: Date, seen: Readonly<Record<string, string>>, { isEnd }: { readonly isEnd: boolean }): Record<string, string> {
    const isMoved = (position = ''): boolean => (position === '' ? isEnd : until.getTime() > Date.parse(position));
    const moved = this.#plan.selections.filter(({ name, reading }) => reading === 'settled' && isMoved(seen[name]));
    return Object.fromEntries(moved.map(({ name }) => [name, until.toISOString()]));
  }
}

function newestOf(rows: readonly ChangedRow[], position: string): string {
  return rows.reduce(
    (newest, { SystemModstamp }) => (newest === '' || Date.parse(SystemModstamp) > Date.parse(newest) ? SystemModstamp : newest),
    position,
  );
}
