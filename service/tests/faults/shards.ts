import type { Catalogue } from './catalogue.ts';
import { fill, SIMULATED, type Cell, type Step } from './cells.ts';
import { sendFirstOrder } from './first-order.ts';
import { startFaultWorld, type FaultWorld } from './fault-world.ts';
import { blows, strikeCatalogue, strikeOrders, type Blow } from './kills.ts';
import { liveOrderCell, ORDER_STEPS, type Trigger } from './order-cells.ts';
import { stockShop } from './order-book.ts';
import { liveCatalogueCell } from './catalogue-cells.ts';
import { CATALOGUES, type CatalogueRow } from './catalogue-rows.ts';
import type { WorldOptions } from '../support/world.ts';
import { liveTokenBlow, liveTokenCell, TOKEN_STEP } from './token-cells.ts';

const CUTS_NOTHING = process.env['DATABASE_URL'] === undefined ? 'the embedded database has no connections to cut' : undefined;

/** What befalls the service itself. */
const BLOWS: readonly Blow[] = [
  ...blows('kill -9', (faults) => faults.killAndRestart(), 'drop'),
  ...blows('db cut', (faults) => faults.cutDatabase(), 'release', CUTS_NOTHING),
];

/** Rows of one world; worlds run beside each other. */
export interface Shard {
  readonly prefix: string;
  readonly steps: readonly Step[];
  readonly columns: readonly string[];
  run(): Promise<Cell[]>;
}

const TRIGGERS: readonly Trigger[] = ['button', 'hint'];

export const SHARDS: readonly Shard[] = [
  // The ones that wait for leases and tokens come first: they need time, not a processor.
  ...TRIGGERS.map((trigger) => orderShard(trigger, BLOWS, (faults) => strikeOrders(faults, trigger, ORDER_STEPS, BLOWS))),
  ...CATALOGUES.map((opened) =>
    catalogueShard(opened, BLOWS, (faults, catalogue) => strikeCatalogue(faults, catalogue, opened, BLOWS)),
  ),
  {
    prefix: 'button',
    steps: [TOKEN_STEP],
    columns: [...SIMULATED, ...BLOWS].map(({ name }) => name),
    run: () =>
      inShop(async (faults) => [
        ...(await fill('button', [TOKEN_STEP], SIMULATED, (_, mishap, name) => liveTokenCell(faults, mishap, `T${name}`))),
        ...(await fill('button', [TOKEN_STEP], BLOWS, (_, mishap, name) =>
          liveTokenBlow(faults, BLOWS.find((blow) => blow === mishap) ?? never(), `B${name}`),
        )),
      ]),
  },
  ...TRIGGERS.map((trigger) =>
    orderShard(trigger, SIMULATED, (faults) =>
      fill(trigger, ORDER_STEPS, SIMULATED, (step, mishap, name) => liveOrderCell(faults, step, mishap, name, trigger)),
    ),
  ),
  ...CATALOGUES.map((opened) =>
    catalogueShard(opened, SIMULATED, (faults, catalogue) =>
      fill(opened.prefix, opened.steps, SIMULATED, (step, mishap, name) =>
        liveCatalogueCell(faults, catalogue, step, mishap, name),
      ),
    ),
  ),
];

function orderShard(
  prefix: Trigger,
  columns: readonly { readonly name: string }[],
  live: (faults: FaultWorld) => Promise<Cell[]>,
): Shard {
  return { prefix, steps: ORDER_STEPS, columns: columns.map(({ name }) => name), run: () => inShop(live) };
}

function catalogueShard(
  { prefix, steps, open, world }: CatalogueRow,
  columns: readonly { readonly name: string }[],
  live: (faults: FaultWorld, catalogue: Catalogue) => Promise<Cell[]>,
): Shard {
  const run = () =>
    inWorld(async (faults) => {
      const catalogue = await open(faults);
      // What a flow does when it is switched on is over before anything befalls it.
      await catalogue.change('FIRST');
      await faults.world.run({ flow: catalogue.flow, mode: 'apply' });
      return live(faults, catalogue);
    }, world);
  return { prefix, steps, columns: columns.map(({ name }) => name), run };
}

function inShop(live: (faults: FaultWorld) => Promise<Cell[]>): Promise<Cell[]> {
  return inWorld(async (faults) => {
    await faults.configure({ products: true, orders: true });
    await stockShop(faults.world);
    await sendFirstOrder(faults);
    return live(faults);
  });
}

async function inWorld(live: (faults: FaultWorld) => Promise<Cell[]>, options?: WorldOptions): Promise<Cell[]> {
  const faults = await startFaultWorld(options);
  try {
    return await live(faults);
  } finally {
    await faults.close();
  }
}

function never(): never {
  throw new Error('not a blow');
}
