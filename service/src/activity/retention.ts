import type { Retention } from '../store/index.ts';
import type { Logger } from './logger.ts';

const INTERVAL_MS = 3_600_000;

/** Every hour: makes the coming day of the activity log and takes away what is too old, everywhere. Answers how to stop it. */
export function startRetention(retention: Retention, retentionDays: number, log: Logger): () => void {
  const sweep = async (): Promise<void> => {
    try {
      const swept = await retention.sweep(retentionDays);
      if (Object.values(swept).some((count) => count > 0)) log.info({ counts: swept }, 'what is too old is gone');
    } catch (error) {
      log.error({ err: error }, 'retention failed');
    }
  };
  void sweep();
  const timer = setInterval(() => void sweep(), INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
