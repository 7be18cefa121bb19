import type { ClaimBook } from '../flows/index.ts';

/** The claims of one job, remembered so that they can be renewed while it lives and given back when it is over. */
export interface HeldClaims extends ClaimBook {
  /** Holds them for another lease. */
  renew(): Promise<void>;
  releaseAll(): Promise<void>;
  /**
   * The same without those whose document may be on its way: their lease outlives the job, so that nobody sends a second one
   * before the first has arrived.
   */
  releaseSettled(): Promise<void>;
  /** True when no document may be on its way. */
  readonly isSettled: boolean;
}

/** Wraps a claim book; what is taken through it is known to the job. */
export function holdClaims(claims: ClaimBook): HeldClaims {
  const held = new Set<string>();
  const onTheirWay = new Set<string>();
  const release = async (recordIds: readonly string[]): Promise<void> => {
    if (recordIds.length > 0) await claims.release(recordIds);
    for (const recordId of recordIds) held.delete(recordId);
  };
  return {
    take: async (recordIds) => {
      const taken = await claims.take(recordIds);
      for (const recordId of taken) held.add(recordId);
      return taken;
    },
    release,
    intents: (recordIds) => claims.intents(recordIds),
    intend: async (recordId, reference, content, kind) => {
      await claims.intend(recordId, reference, content, kind);
      onTheirWay.add(recordId);
    },
    amend: async (recordId, agreement) => {
      await claims.amend(recordId, agreement);
      onTheirWay.add(recordId);
    },
    settle: async (recordId, document) => {
      await claims.settle(recordId, document);
      onTheirWay.delete(recordId);
    },
    writtenBack: (recordIds) => claims.writtenBack(recordIds),
    forgetIntent: async (recordId) => {
      await claims.forgetIntent(recordId);
      onTheirWay.delete(recordId);
    },
    renew: async () => {
      if (held.size > 0) await claims.take([...held]);
    },
    releaseAll: () => release([...held]),
    releaseSettled: () => release([...held].filter((recordId) => !onTheirWay.has(recordId))),
    get isSettled() {
      return onTheirWay.size === 0;
    },
  };
}
