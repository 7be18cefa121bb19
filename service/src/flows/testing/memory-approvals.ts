import type { ApprovalBook } from '../flow.ts';

/** What somebody agreed to, in memory. */
export class MemoryApprovals implements ApprovalBook {
  /** Digests by record. */
  readonly held = new Map<string, string>();

  granted(_code: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(
      new Map(
        recordIds.flatMap((id) => {
          const digest = this.held.get(id);
          return digest === undefined ? [] : [[id, digest] as const];
        }),
      ),
    );
  }

  useUp(recordIds: readonly string[]): Promise<void> {
    for (const id of recordIds) this.held.delete(id);
    return Promise.resolve();
  }
}
