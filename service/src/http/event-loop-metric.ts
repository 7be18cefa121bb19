import { Histogram, type Registry } from 'prom-client';

/** A free loop is late by a millisecond or two. */
const LOOK_EVERY_MS = 20;
const HOLD_SECONDS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/**
 * Registers how long work of this process held its event loop, during which it answered nobody. Only time on the processor counts: a
 * machine that is busy with something else holds nothing. Answers how to end the looking.
 */
export function measureEventLoop(register: Registry): () => void {
  const holds = new Histogram({
    name: 'tandem_event_loop_hold_seconds',
    help: 'Times for which the event loop was held by work of this process, from 20 ms on',
    buckets: HOLD_SECONDS,
    registers: [register],
  });
  let lastLookMs = performance.now();
  let lastUsage = process.threadCpuUsage();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const { user, system } = process.threadCpuUsage(lastUsage);
    const heldMs = Math.min(nowMs - lastLookMs - LOOK_EVERY_MS, (user + system) / 1000);
    if (heldMs >= LOOK_EVERY_MS) holds.observe(heldMs / 1000);
    lastLookMs = nowMs;
    lastUsage = process.threadCpuUsage();
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
