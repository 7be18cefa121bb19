import { approvableOn } from '../../../approvals/index.ts';
import { joined, phrase, TandemError, type Phrase } from '../../../errors/index.ts';
import { amountText, Decimal } from '../../../money/index.ts';
import type { OrderBody } from '../order-body.ts';
import type { OrdersConfiguration } from '../settings.ts';
import { moneyText } from '../totals.ts';
import type { CreditFacts, OrderFacts, OrderInput, Standing } from '../types.ts';
import { HELD } from './code.ts';
import { amountOfOrder, type OrderAmount } from './amount.ts';
import { debtorIdOf } from './debtor.ts';

const DAY_MS = 86_400_000;

/** Says of one order after another whether its customer may still have it: what goes counts for the orders behind it. */
export class CreditJudge {
  readonly #settings: OrdersConfiguration['credit'];
  readonly #credit: CreditFacts | undefined;
  readonly #facts: OrderFacts;
  readonly #gone = new Map<string, Decimal>();

  constructor({ credit }: OrdersConfiguration, facts: OrderFacts) {
    this.#settings = credit;
    this.#credit = facts.credit;
    this.#facts = facts;
  }

  /** Why the order is held; undefined for one that goes, since nothing speaks against it or a second person agreed to exactly this. */
  held(input: OrderInput, body: OrderBody): TandemError | undefined {
    const debtorId = debtorIdOf(input);
    const standing = debtorId === undefined ? undefined : this.#credit?.standings.get(debtorId);
    if (debtorId === undefined || standing === undefined || this.#credit === undefined) return undefined;
    const { currency } = this.#credit;
    const asked = amountOfOrder(body, standing.vatCode, currency, this.#facts);
    // What takes nothing more is no risk.
    if (!asked.amount.gt(0)) return undefined;
    const gone = this.#gone.get(debtorId) ?? new Decimal(0);
    const ordered = standing.ordered.plus(gone);
    const grounds = [...this.#beyond({ ...standing, ordered }, asked, currency), ...this.#overdue(standing, currency)];
    const facts = factsOf({ ...standing, ordered }, asked, debtorId);
    const { approvalDigest } = facts;
    if (grounds.length === 0 || this.#credit.approved.get(input.order.Id) === approvalDigest) {
      if (asked.currency === currency) this.#gone.set(debtorId, gone.plus(asked.amount));
      return undefined;
    }
    const { order } = input;
    const params = {
      ...{ order: order.OrderNumber, customer: order.Account?.Name ?? '', amount: asked.told },
      ...{ why: joined('sentences', grounds) ?? '', debtorId, ...facts },
    };
    return new TandemError(HELD, params, { field: 'AccountId', recordId: order.Id });
  }

  #beyond({ line, open, ordered }: Standing, asked: OrderAmount, currency: string): Phrase[] {
    if (this.#settings.block === 'daysOverdue' || line === null) return [];
    if (currency === '' || asked.currency !== currency)
      return [phrase('credit_other_currency', { currency: asked.currency, company: currency })];
    const available = line.minus(open).minus(ordered);
    if (asked.amount.lte(available)) return [];
    const told = (amount: Decimal): string => moneyText(amount, currency);
    return [
      phrase('credit_beyond', {
        ...{ line: told(line), open: told(open), ordered: told(ordered), available: told(available) },
      }),
    ];
  }

  #overdue({ overdue, overdueSince }: Standing, currency: string): Phrase[] {
    if (this.#settings.block === 'availableCredit' || overdueSince === null) return [];
    const days = Math.round((Date.parse(this.#facts.today) - Date.parse(overdueSince)) / DAY_MS);
    if (days <= this.#settings.daysOverdue) return [];
    return [phrase('credit_overdue', { amount: moneyText(overdue, currency), day: overdueSince, days })];
  }
}

/** What a second person agrees to: this order, and how its customer stands. That a day went by is none of it. */
function factsOf({ line, open, ordered, overdueSince }: Standing, { amount, currency }: OrderAmount, debtorId: string) {
  return approvableOn({
    debtorId,
    currency,
    amount: amountText(amount),
    available: line === null ? '' : amountText(line.minus(open).minus(ordered)),
    overdueSince: overdueSince ?? '',
  });
}
