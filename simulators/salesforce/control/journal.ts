/** One request that reached the simulator. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly isCounted: boolean;
  readonly isWrite: boolean;
  readonly rowsWritten: number;
}

/** What was asked of the simulator, in order. Sequence numbers go on after a clearing. */
export class Journal {
  private entries: JournalEntry[] = [];
  private lastSeq = 0;
  private jobRows = 0;

  add(entry: Omit<JournalEntry, 'seq' | 'at'>): void {
    this.lastSeq += 1;
    this.entries.push({ seq: this.lastSeq, at: new Date().toISOString(), ...entry });
  }

  /** A row that an ingest job wrote after its request was answered. */
  addJobRow(): void {
    this.jobRows += 1;
  }

  after(seq: number): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.seq > seq);
  }

  counts(): { counted: number; writes: number; rowsWritten: number } {
    return {
      counted: this.entries.filter((entry) => entry.isCounted).length,
      writes: this.entries.filter((entry) => entry.isWrite).length,
      rowsWritten: this.entries.reduce((sum, entry) => sum + entry.rowsWritten, this.jobRows),
    };
  }

  clear(): void {
    this.entries = [];
    this.jobRows = 0;
  }
}
