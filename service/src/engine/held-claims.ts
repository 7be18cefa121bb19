import type { ClaimBook } from '../flows/index.ts';

/** The claims of one job, remembered so that they can be renewed while it lives and given back when it is over. */
export interface HeldClaims extends ClaimBook {
  /** Holds them for another lease. */
  renew(): Promise<void>;
  releaseAll(): Promise<void>;
}

/** Wraps a claim book; what is taken through it is known to the job. */
export function holdClaims(claims: ClaimBook): HeldClaims {
  const held = new Set<string>();
  return {
    take: async (recordIds) => {
      const taken = await claims.take(recordIds);
      for (const recordId of taken) held.add(recordId);
      return taken;
    },
    release: async (recordIds) => {
      await claims.release(recordIds);
      for (const recordId of recordIds) held.delete(recordId);
    },
    intents: (recordIds) => claims.intents(recordIds),
    intend: (recordId, reference) => claims.intend(recordId, reference),
    settle: (recordId, document) => claims.settle(recordId, document),
    writtenBack: (recordId) => claims.writtenBack(recordId),
    forgetIntent: (recordId) => claims.forgetIntent(recordId),
    renew: async () => {
      if (held.size > 0) await claims.take([...held]);
    },
    releaseAll: async () => {
      if (held.size > 0) await claims.release([...held]);
      held.clear();
    },
  };
}
