import type { Catalogue } from './catalogue.ts';
import type { Cell, Mishap, Step, Verdict } from './cells.ts';
import { isDrawn } from './draw.ts';
import type { FaultWorld } from './fault-world.ts';
import type { Stop } from './gate.ts';
import { send, type Trigger } from './order-cells.ts';
import { enterOrder, type EnteredOrder } from './order-book.ts';
import { settleCatalogue, startRun } from './catalogue-cells.ts';
import { ask, settle } from './settling.ts';

/** What a test does to the service itself while one of its requests stands at a gate. */
export interface Blow extends Mishap {
  readonly at: Stop['at'];
  readonly strike: (faults: FaultWorld) => Promise<void>;
  /** What becomes of the request that stood at the gate before it was done. */
  readonly then: 'drop' | 'release';
}

/** The token that the process knows, and one that was stored while the database was away: only then a new one is asked for. */
const REFUSED_TOKENS = [{ kind: 'unauthorized', path: '/services/data', times: 2 }] as const;
const ARRIVES_WITHIN_MS = 45_000;

/** A blow before the request arrives, and one after the other side has done it. */
export function blows(name: string, strike: Blow['strike'], then: Blow['then'], why?: string): readonly Blow[] {
  const impossible = (at: Stop['at']) => (step: Step) =>
    why ?? (at === 'after' && step.kind === 'read' ? 'a read leaves nothing behind' : undefined);
  return (['before', 'after'] as const).map((at) => ({ name: `${name} ${at}`, at, strike, then, impossibleAt: impossible(at) }));
}

/**
 * For each step an order is held on its way there, and the blow falls. Only at the end are all orders looked at: what the dead
 * process held must come free by itself.
 */
export async function strikeOrders(
  faults: FaultWorld,
  trigger: Trigger,
  steps: readonly Step[],
  blows: readonly Blow[],
): Promise<Cell[]> {
  const cells: { row: string; column: string; order?: EnteredOrder; verdict: Verdict }[] = [];
  for (const [line, step] of steps.entries()) {
    for (const blow of blows) {
      const place = { row: `${trigger}: ${step.name}`, column: blow.name };
      if (!isDrawn(place.row, place.column)) continue;
      const reason = blow.impossibleAt(step);
      if (reason !== undefined) {
        cells.push({ ...place, verdict: { kind: 'impossible', reason } });
        continue;
      }
      try {
        const order = await enterOrder(faults.world, `${trigger}${blow.name.replaceAll(/\W/g, '')}${line}`);
        await strikeAt(faults, step, blow, async () => {
          if (step.kind === 'sign-in') await faults.setFaults({ [step.system]: REFUSED_TOKENS });
          return send(faults, trigger, order);
        });
        cells.push({ ...place, order, verdict: { kind: 'right', by: 'itself' } });
      } catch (error) {
        cells.push({ ...place, verdict: wrong(error) });
      }
    }
  }
  // What was cut off before anything was recorded is found by the poll: here a run asks for it instead of the clock. What the
  // dead still hold then is looked at again by itself.
  await ask(faults.world, 'POST', '/v1/runs', { flow: 'orders', mode: 'apply', full: true });
  const settled: Cell[] = [];
  for (const { row, column, order, verdict } of cells)
    settled.push({ row, column, verdict: order === undefined ? verdict : await settle(faults, order) });
  return settled;
}

/** The same for a changed catalogue: each cell is settled before the next, since a lane comes back only when its lease is over. */
export async function strikeCatalogue(
  faults: FaultWorld,
  catalogue: Catalogue,
  { prefix, steps }: { readonly prefix: string; readonly steps: readonly Step[] },
  blows: readonly Blow[],
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [line, step] of steps.entries()) {
    for (const blow of blows) {
      const place = { row: `${prefix}: ${step.name}`, column: blow.name };
      if (!isDrawn(place.row, place.column)) continue;
      const reason = blow.impossibleAt(step);
      const live = async (): Promise<Verdict> => {
        await catalogue.change(`${blow.name.replaceAll(/\W/g, '')}${line}`);
        await strikeAt(faults, step, blow, () => startRun(faults, catalogue));
        return settleCatalogue(faults, catalogue);
      };
      cells.push({ ...place, verdict: reason === undefined ? await live().catch(wrong) : { kind: 'impossible', reason } });
    }
  }
  return cells;
}

/** Holds the next request at the step, strikes, and lets the rest take its course. */
export async function strikeAt(faults: FaultWorld, step: Step, blow: Blow, start: () => Promise<unknown>): Promise<void> {
  const { method, path, skip = 0 } = step;
  const arrived = faults.gates[step.system].hold({ method, path: new RegExp(path, 'i'), at: blow.at, skip });
  // Nobody answers it when the service dies.
  const started = start().catch(() => undefined);
  const ended = faults.world.service.ended.then((how) => {
    throw new Error(how);
  });
  const held = await within(Promise.race([arrived, ended]), `a request at ${step.name}`);
  await blow.strike(faults);
  await faults.clearFaults();
  if (blow.at === 'before' && blow.then === 'drop') held.drop();
  else held.release();
  await started;
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} did not come`)), ARRIVES_WITHIN_MS);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function wrong(error: unknown): Verdict {
  return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
}
