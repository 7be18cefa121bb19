import { Decimal } from 'decimal.js';

/** Collects what two systems disagree about, in words of whoever has to look at it. */
export class Differences {
  readonly found: string[] = [];
  readonly #of: string;

  /** @param of what is compared, such as `stock in 730001` */
  constructor(of: string) {
    this.#of = of;
  }

  /** Two texts; nothing and an empty one are the same. */
  text(what: string, stands: unknown, wanted: unknown): void {
    if (textOf(stands) !== textOf(wanted)) this.tell(`${what}: ${textOf(stands)}, in Exact ${textOf(wanted)}`);
  }

  /** Two numbers, whatever their type; null and nothing differ from 0. */
  amount(what: string, stands: unknown, wanted: unknown): void {
    const [one, other] = [decimalOf(stands), decimalOf(wanted)];
    const isSame = one === undefined || other === undefined ? one === other : one.eq(other);
    if (!isSame) this.tell(`${what}: ${String(one ?? 'nothing')}, in Exact ${String(other ?? 'nothing')}`);
  }

  /** Something is so on the one side, and not on the other. */
  fact(what: string, isSame: boolean): void {
    if (!isSame) this.tell(what);
  }

  tell(what: string): void {
    this.found.push(`${this.#of}: ${what}`);
  }
}

export function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return value === '' ? undefined : new Decimal(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}
