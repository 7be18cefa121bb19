/** How much is measured. `--quick` proves that everything runs; its figures are rough. */
export interface Sizes {
  readonly isQuick: boolean;
  /** Items of the catalogue behind calls, speed and the script's ratios. */
  readonly items: number;
  /** Items that the obvious script copies, one at a time, and the service beside it. */
  readonly scriptItems: number;
  /** Orders in a batch, and buttons pressed one after the other. */
  readonly orders: number;
  /** Catalogues whose first load shows the memory of the service. */
  readonly memoryItems: readonly number[];
  /** A small and a large catalogue that every flow of products brings over. */
  readonly catalogues: readonly [number, number];
  readonly instances: readonly number[];
  readonly smallOrgs: number;
  readonly whaleRecords: number;
  /** Over which the orders of the small orgs arrive. */
  readonly arrivalMs: number;
  /** How often a start is timed. */
  readonly starts: number;
  /** Orders sent with Exact's limit in force, and how much faster than life its clock runs meanwhile. */
  readonly limitedOrders: number;
  readonly limitedTimeScale: number;
}

export const FULL: Sizes = {
  isQuick: false,
  items: 10_000,
  scriptItems: 1_000,
  orders: 200,
  memoryItems: [1_000, 10_000, 100_000, 1_000_000],
  catalogues: [10_000, 100_000],
  instances: [1, 2, 4],
  smallOrgs: 1_000,
  whaleRecords: 100_000,
  arrivalMs: 60_000,
  starts: 5,
  limitedOrders: 100,
  limitedTimeScale: 1,
};

export const QUICK: Sizes = {
  isQuick: true,
  items: 1_000,
  scriptItems: 200,
  orders: 40,
  memoryItems: [1_000, 5_000],
  catalogues: [1_000, 5_000],
  instances: [1, 2],
  smallOrgs: 100,
  whaleRecords: 10_000,
  arrivalMs: 6_000,
  starts: 2,
  limitedOrders: 100,
  limitedTimeScale: 6,
};

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** What is promised for it; nothing is promised for most figures. */
  readonly promise?: string;
  readonly isKept?: boolean;
}

export interface Measurement {
  readonly name: string;
  measure(sizes: Sizes): Promise<readonly Figure[]>;
}

/** A figure that must not exceed `limit`. */
export function atMost(what: string, value: number, limit: number, unit: string): Figure {
  return { what, value: `${rounded(value)} ${unit}`, promise: `<= ${limit} ${unit}`, isKept: value <= limit };
}

/** A figure that must reach `limit`. */
export function atLeast(what: string, value: number, limit: number, unit: string): Figure {
  return { what, value: `${rounded(value)} ${unit}`, promise: `>= ${limit} ${unit}`, isKept: value >= limit };
}

export function figure(what: string, value: number, unit: string): Figure {
  return { what, value: `${rounded(value)} ${unit}` };
}

/** Three significant digits, whole from 100 on. */
export function rounded(value: number): string {
  const shown = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return shown.toLocaleString('en-GB', { maximumFractionDigits: 4 });
}

/** The value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
