import { toTandemError } from '../errors/index.ts';
import type { Store } from '../store/index.ts';
import { RENEWAL_LOST } from '../wire/index.ts';

const LOOK_MS = 10_000;
const CODES = { exact: 'exact_reconnect', salesforce: 'salesforce_reconnect' } as const;

/**
 * Looks for renewals that died with their process, from the start on: the sign-in is over, nobody presents its token again, and the
 * flows are woken to meet it, so that the administrators are told now and not when something happens to be sent. One statement
 * a system each ten seconds. Answers how to stop.
 */
export function watchLostRenewals(
  store: Store,
  wake: (orgId: string) => Promise<void>,
  log: { warn(fields: object, message: string): void },
): () => void {
  const look = async (): Promise<void> => {
    for (const system of ['exact', 'salesforce'] as const) {
      for (const orgId of await store.vault.endLostRenewals(system, CODES[system], RENEWAL_LOST)) {
        log.warn({ orgId, code: CODES[system] }, 'a renewal of the sign-in was lost');
        await wake(orgId);
      }
    }
  };
  const lookSafely = (): void => {
    look().catch((error: unknown) => log.warn({ reason: toTandemError(error).code, error }, 'look for lost renewals'));
  };
  lookSafely();
  const timer = setInterval(lookSafely, LOOK_MS);
  return () => clearInterval(timer);
}
