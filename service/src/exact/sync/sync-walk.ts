import type { ExactDivision } from '../types.ts';
import { StreamPosition } from './stream-position.ts';
import { deletionStream, type DeletionReader, type SyncStream } from './sync-stream.ts';
import { startWalk } from './walk-start.ts';

/** When the walk began that is not at its end yet. */
const WALK_BEGAN_AT = 'touchedSince';
/** Names of the streams that this walk reads from their start. */
const WHOLE_STREAMS = 'fromStart';
/** What earlier versions wrote there for all of them. */
const ALL_STREAMS = 'yes';
/** Until when the deletions are known. */
const DELETIONS_READ_AT = 'deletionsReadAt';

/** True for the stored positions of a walk that is not at its end: the next slice goes on with it. */
export function isWalking(positions: Readonly<Record<string, string>>): boolean {
  return (positions[WALK_BEGAN_AT] ?? '') !== '';
}

/** Stored positions with one stream at its start: it is read whole by the next walk, the others go on. Not within a walk. */
export function fromStartAgain(positions: Readonly<Record<string, string>>, stream: string): Record<string, string> {
  return { ...positions, ...StreamPosition.startOver(stream) };
}

/** What a walk handed on, and the positions that may be stored once all of it is stored on the other side. */
export interface SyncBatch<Part> {
  readonly parts: readonly Part[];
  readonly positions: Readonly<Record<string, string>>;
}

/** What a flow reads of Exact and what it makes of it: `Part` is whatever its consumers answer. */
export interface SyncWalkPlan<Part> {
  readonly exact: ExactDivision;
  /** As they were stored; empty: everything is read. */
  readonly positions: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Divides durations; 1 in production. */
  readonly timeScale: number;
  /** In the order in which they are read. */
  readonly streams: readonly SyncStream<Part>[];
  /** Deletions are read after the streams; without it they are not asked for. */
  readonly deletions?: readonly DeletionReader<Part>[];
  /** After all streams, unless there was nothing new. A walk that is cut here is here again in the next slice. */
  readonly atEnd?: () => AsyncIterable<Part>;
}

/**
 * One walk over several sync streams of a division, over as many slices as it takes: a batch at a time, the newest version of each
 * row in it, positions that never go back. It may be cut after any batch and goes on from the positions that were stored last.
 *
 * A walk that knows the deletions only until a day that Exact's log does not reach any more reads all streams from their start.
 */
export class SyncWalk<Part> {
  /** When the walk began, in the first of its slices: ISO instant, to the second. */
  readonly beganAt: string;
  /** True when records may be gone of which Exact tells nothing any more: whoever keeps them has to compare all it has. */
  readonly deletionsMayBeMissed: boolean;
  /** Until when the deletions were known before this walk: ISO instant; empty where they never were. */
  readonly deletionsKnownUntil: string;
  readonly #plan: SyncWalkPlan<Part>;
  readonly #whole: ReadonlySet<string>;
  readonly #positions: Record<string, string>;
  readonly #isNoteDue: boolean;
  #hasHandedOn: boolean;

  constructor(plan: SyncWalkPlan<Part>) {
    this.#plan = plan;
    const { [WALK_BEGAN_AT]: beganAt = '', [DELETIONS_READ_AT]: deletionsReadAt = '' } = plan.positions;
    const start = startWalk({ beganAt, deletionsReadAt }, plan.now(), plan.timeScale);
    this.beganAt = start.beganAt;
    this.deletionsKnownUntil = deletionsReadAt;
    this.deletionsMayBeMissed = start.deletionsMayBeMissed && plan.deletions !== undefined;
    // Where there never was a row, nothing can have been deleted.
    this.#isNoteDue = start.isNoteDue && Object.keys(plan.positions).length > 0;
    this.#hasHandedOn = start.goesOn;
    this.#positions = { ...plan.positions };
    const names = plan.streams.map(({ name }) => name);
    if (this.deletionsMayBeMissed && !start.goesOn)
      for (const name of names) Object.assign(this.#positions, StreamPosition.startOver(name));
    this.#whole = new Set(start.goesOn ? this.#storedWhole(names) : names.filter((name) => !this.#positions[name]));
    Object.assign(this.#positions, { [WALK_BEGAN_AT]: this.beganAt, [WHOLE_STREAMS]: [...this.#whole].join(' ') });
  }

  /** True when this walk reads the stream from its start: what is not in it is not in Exact. */
  isWhole(stream: string): boolean {
    return this.#whole.has(stream);
  }

  /** Throws what the calls to Exact throw, once everything that was read before is handed on. */
  async *batches(): AsyncGenerator<SyncBatch<Part>> {
    const { streams, deletions, atEnd, now } = this.#plan;
    for (const stream of streams) yield* this.#read(stream);
    if (deletions !== undefined) {
      const readAt = now().toISOString();
      yield* this.#read(deletionStream(deletions));
      this.#positions[DELETIONS_READ_AT] = readAt;
    }
    if (this.#hasHandedOn || this.deletionsMayBeMissed) {
      if (atEnd !== undefined) for await (const part of atEnd()) yield { parts: [part], positions: {} };
      yield { parts: [], positions: { ...this.#positions, [WALK_BEGAN_AT]: '', [WHOLE_STREAMS]: '' } };
    } else if (deletions !== undefined && this.#isNoteDue) {
      yield { parts: [], positions: { [DELETIONS_READ_AT]: this.#positions[DELETIONS_READ_AT] ?? '' } };
    }
  }

  async *#read(stream: SyncStream<Part>): AsyncGenerator<SyncBatch<Part>> {
    const from = StreamPosition.stored(this.#positions, stream.name);
    for await (const { parts, position, isEnd } of stream.batches(this.#plan.exact, from, this.isWhole(stream.name))) {
      Object.assign(this.#positions, position.texts(stream.name));
      if (isEnd) continue;
      this.#hasHandedOn = true;
      yield { parts, positions: { ...this.#positions } };
    }
  }

  #storedWhole(names: readonly string[]): readonly string[] {
    const { [WHOLE_STREAMS]: whole = '' } = this.#positions;
    return whole === ALL_STREAMS ? names : whole.split(' ');
  }
}
