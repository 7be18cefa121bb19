import type { OrderInput } from '../types.ts';

/** Lower-case id of the debtor that an order goes to; undefined for one that is made with it, and owes nothing yet. */
export function debtorIdOf({ debtor }: Pick<OrderInput, 'debtor'>): string | undefined {
  switch (debtor?.kind) {
    case 'unchanged':
    case 'default':
      return debtor.exactId.toLowerCase();
    case 'found':
      return debtor.account.ID.toLowerCase();
    default:
      return undefined;
  }
}
