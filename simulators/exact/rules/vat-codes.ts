import { ruleFailure } from '../failure.ts';
import type { SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { constant, through } from './lookups.ts';

const check = (row: Row): void => {
  if (!['B', 'E', 'I', 'N'].includes(String(row['Type'] ?? 'E'))) throw ruleFailure('Invalid: Type');
  if (!['B', 'P', 'S'].includes(String(row['VATTransactionType'] ?? 'B'))) throw ruleFailure('Invalid: VATTransactionType');
};

/** vat/VATCodes: B base only, E excluding, I including, N none; B both, P purchase, S sales. */
export const VAT_CODE_RULES: SetRules = {
  derive: {
    AccountCode: through('Account', 'Accounts', 'Code'),
    AccountName: through('Account', 'Accounts', 'Name'),
  },
  defaults: { Type: constant('E'), VATTransactionType: constant('B'), Percentage: constant(0) },
  beforeCreate: check,
  beforeUpdate: (row, changed) => check({ ...row, ...changed }),
};
