import type { ActivityPartitions } from '../store/index.ts';
import type { Logger } from './logger.ts';

const INTERVAL_MS = 3_600_000;

/** Every hour: makes the coming day of the activity log and drops the days that are too old. Answers how to stop it. */
export function startRetention(partitions: ActivityPartitions, retentionDays: number, log: Logger): () => void {
  const sweep = async (): Promise<void> => {
    try {
      await partitions.ensure();
      const dropped = await partitions.dropOlderThan(retentionDays);
      if (dropped.length > 0) log.info({ partitions: dropped }, 'activity days dropped');
    } catch (error) {
      log.error({ err: error }, 'activity retention failed');
    }
  };
  void sweep();
  const timer = setInterval(() => void sweep(), INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
