import type { Operation } from '../../operation.ts';
import { linkRowOperation } from '../../with-link-rows.ts';
import { keys, LINKS } from '../keys.ts';
import { ACCOUNT_ROLE } from '../roles.ts';
import type { CustomerInput } from '../types.ts';
import { base } from './operations.ts';

/**
 * The link of a further division that a version before rows wrote into the fields of the account: its row first, then the fields are
 * cleared. Cut off in between both say the same, and the same two steps end it. Pure.
 */
export function movedLink(input: CustomerInput): Operation[] {
  const { account } = input.customer;
  if (account?.misplaced === undefined) return [];
  const { division, exactId } = account.misplaced;
  const moved = base(input, 'salesforce', 'Account', `${keys.accountWriteBack(account.Id)}/moved`);
  const row = linkRowOperation(moved, { division, role: LINKS.account, exactId, record: account.Id }, ACCOUNT_ROLE);
  return [
    row,
    {
      ...moved,
      action: 'update',
      targetId: account.Id,
      after: row.key,
      fields: ACCOUNT_ROLE.ofDefaultDivision.map((field) => ({ field, from: exactId, to: null, policy: 'always' })),
    },
  ];
}
