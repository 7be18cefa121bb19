const LANE_LEASE_MS = 60_000;
const CLAIM_LEASE_MS = 120_000;
/** A machine that is busy for a moment must not lose its leases, however fast the clock runs. */
const FASTEST = 10;

/** How long a lane stays with a slice that gives no sign of life: after kill -9 nobody else works it before. */
export function laneLeaseMs(timeScale: number): number {
  return LANE_LEASE_MS / Math.min(timeScale, FASTEST);
}

/** How long a record stays with a job that gives no sign of life. Longer than the lane's, which is taken over first. */
export function claimLeaseMs(timeScale: number): number {
  return CLAIM_LEASE_MS / Math.min(timeScale, FASTEST);
}
