import { newerThan } from '../filter.ts';

/** Where a stream starts that has no position yet: every row version is above it. */
const FROM_THE_START = 1n;

/** A row of a sync stream; `Timestamp` is a row version (Int64 as text), larger is newer. */
export interface SyncedRow {
  readonly Timestamp: string;
}

/**
 * How far a stream has been read: the largest row version, and in the middle of a stream the keys of its rows, for a page may end
 * between two rows of one version. Stored as two texts, `<name>` and `<name>Border`; it never goes back.
 */
export class StreamPosition {
  readonly #version: bigint;
  /** Keys of the rows of this version that were handed on; empty once nothing of it can follow. */
  readonly #border: ReadonlySet<string>;

  private constructor(version: bigint, border: ReadonlySet<string>) {
    this.#version = version;
    this.#border = border;
  }

  /** The stored position of a stream; the start of the stream where none is stored. */
  static stored(positions: Readonly<Record<string, string>>, name: string): StreamPosition {
    const { [name]: version = '', [borderOf(name)]: border = '' } = positions;
    return new StreamPosition(version === '' ? FROM_THE_START : BigInt(version), new Set(border === '' ? [] : border.split(' ')));
  }

  /** The stored texts of a stream that is to be read from its start again. */
  static startOver(name: string): Record<string, string> {
    return { [name]: '', [borderOf(name)]: '' };
  }

  /** Filter for what follows. */
  get filter(): string {
    return newerThan(String(this.#border.size === 0 ? this.#version : this.#version - 1n));
  }

  /** The rows that were not handed on before. */
  unseen<Row extends SyncedRow>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
    return rows.filter((row) => BigInt(row.Timestamp) !== this.#version || !this.#border.has(keyOf(row)));
  }

  /** The position after these rows, of which more may follow. */
  after<Row extends SyncedRow>(rows: readonly Row[], keyOf: (row: Row) => string): StreamPosition {
    const newest = rows.reduce(
      (largest, row) => (BigInt(row.Timestamp) > largest ? BigInt(row.Timestamp) : largest),
      this.#version,
    );
    const before = newest === this.#version ? this.#border : [];
    return new StreamPosition(newest, new Set([...before, ...rows.filter((row) => BigInt(row.Timestamp) === newest).map(keyOf)]));
  }

  /** The position when nothing follows any more. */
  atEnd(): StreamPosition {
    return new StreamPosition(this.#version, new Set());
  }

  /** As it is stored. A stream that never had a row has no position. */
  texts(name: string): Record<string, string> {
    if (this.#version === FROM_THE_START) return {};
    return { [name]: String(this.#version), [borderOf(name)]: [...this.#border].join(' ') };
  }
}

/** A row that changed while the pages were read, or that a page repeats, is in a batch more than once: the newest version is the truth. */
export function newestOfEach<Row extends SyncedRow>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(keyOf(row));
    if (known === undefined || BigInt(row.Timestamp) >= BigInt(known.Timestamp)) newest.set(keyOf(row), row);
  }
  return [...newest.values()];
}

function borderOf(name: string): string {
  return `${name}Border`;
}
