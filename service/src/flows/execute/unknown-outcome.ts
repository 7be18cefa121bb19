import { setTimeout as delay } from 'node:timers/promises';
import { isTandemError } from '../../errors/index.ts';
import type { FlowContext } from '../flow.ts';
import { mayHaveArrived } from './policy.ts';

/** Waits before each look for what was posted. */
const LOOKS_AFTER_MS = [1_000, 4_000] as const;

/** A lost answer is resolved by looking, never by posting again. Not there after the last look: the error stays. */
export async function postOrFind<Made>(
  { timeScale, signal }: Pick<FlowContext, 'timeScale' | 'signal'>,
  post: () => Promise<Made>,
  find: () => Promise<Made | undefined>,
): Promise<Made> {
  try {
    return await post();
  } catch (error) {
    if (!isTandemError(error) || !mayHaveArrived(error)) throw error;
    for (const afterMs of LOOKS_AFTER_MS) {
      // Stopped before the look: that it may be there is what the next job has to know.
      await delay(afterMs / timeScale, undefined, { signal }).catch(() => {
        throw error;
      });
      const found = await find();
      if (found !== undefined) return found;
    }
    throw error;
  }
}
