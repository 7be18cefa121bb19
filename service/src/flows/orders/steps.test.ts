import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import type { Steps } from '../turns.ts';
import { sayingAsPosted } from './existing.ts';
import { planOrdersInSteps } from './plan.ts';
import { groundsOfRefusals } from './refusal-grounds.ts';
import { existing, facts, input, line, NOW, order } from './testing/inputs.ts';
import type { LineRow, OrderInput, SentLook } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';

const LINES = 1_000;
const configuration = CONFIGURATION.parse({ version: 1 });
const settings = ORDER_SETTINGS.of(configuration);

/** The numbers of lines that formulas were evaluated for since it was looked at last. */
class Evaluated {
  #lines = new Set<string>();

  /** A line that notes when its quantity is read. */
  line(id: string): LineRow {
    const lines = () => this.#lines;
    return {
      ...line({ Id: id }),
      get Quantity() {
        lines().add(id);
        return 1;
      },
    };
  }

  take(): number {
    const { size } = this.#lines;
    this.#lines = new Set();
    return size;
  }
}

/** The most lines of one step, and how many steps there were. A last step only puts together what the others made. */
function drive<Result>(
  steps: Steps<Result>,
  evaluated: Evaluated,
): { readonly most: number; readonly count: number; result: Result } {
  let most = 0;
  let count = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    const size = evaluated.take();
    if (step.done === true) return { most, count, result: step.value };
    most = Math.max(most, size);
    count += 1;
  }
}

/** An order of many lines that notes for which of them formulas were evaluated. */
function largeOrder(fields: Partial<OrderInput> = {}): { readonly evaluated: Evaluated; readonly large: OrderInput } {
  const evaluated = new Evaluated();
  const lines = Array.from({ length: LINES }, (_, index) => evaluated.line(`802${index}`));
  const large = input({ ...fields, lines, order: order({ TotalAmount: 10 * LINES }) });
  evaluated.take();
  return { evaluated, large };
}

const planOf = (large: OrderInput): Steps<readonly Operation[]> =>
  planOrdersInSteps({ facts, orders: [large], missing: [] }, { configuration, now: NOW });

describe('an order of a thousand lines', () => {
  it.each<[string, Partial<OrderInput>, string]>([
    ['to be sent', {}, 'create'],
    ['that Exact may have', { existing: [existing()] }, 'block'],
    ['that was sent and changed', { sent: { kind: 'there', order: existing().order, lines: [] } satisfies SentLook }, 'block'],
    ['that a person links', { existing: [existing()], choice: { linkTo: '7' } }, 'unchanged'],
  ])('%s is planned with a pause after each line', (_what, fields, action) => {
    const { evaluated, large } = largeOrder(fields);

    const { most, count, result } = drive(planOf(large), evaluated);

    expect(most).toBe(1);
    expect(count).toBeGreaterThanOrEqual(LINES);
    expect(result.find(({ isMain }) => isMain)).toMatchObject({ action });
  });

  it('is looked at with a pause after each line for what it said when it was sent, and for what would stop it', () => {
    const { evaluated, large } = largeOrder();

    for (const steps of [sayingAsPosted([large], settings, undefined), groundsOfRefusals([large], settings, facts)]) {
      const { most, count } = drive<unknown>(steps, evaluated);
      expect(most).toBe(1);
      expect(count).toBeGreaterThanOrEqual(LINES);
    }
  });
});
