import { BULK_RECEIVABLES, numberBelow } from '../../exact/index.ts';
import { Decimal } from '../../money/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { amountOf, owedOf } from './amounts.ts';
import { RECEIVABLE_OBJECT } from './settings.ts';

/** Matched terms have this status or a later one. */
const MATCHED = 50;

/** What a debtor owes, in the currency of the company. */
interface Owed {
  readonly open: Decimal;
  /** What is due since before today, credit notes and money apart. */
  readonly overdue: Decimal;
  /** The oldest day on which something of it was due; null where nothing is. */
  readonly overdueSince: string | null;
}

const NOTHING: Owed = { open: new Decimal(0), overdue: new Decimal(0), overdueSince: null };

/** What debtors owe by the rows that this flow keeps in Salesforce, by lower-case id. No call of Exact. */
export async function owedByRows(context: FlowContext, debtorIds: readonly string[]): Promise<ReadonlyMap<string, Owed>> {
  const day = today(context);
  const ofDivision = `Division__c = ${soqlText(String(context.division))} AND Is_Open__c = true`;
  const select = (sums: string, condition: string): string[] =>
    soqlForValues(
      'Exact_Account_Id__c',
      debtorIds,
      (ofDebtors) =>
        `SELECT Exact_Account_Id__c, ${sums} FROM ${RECEIVABLE_OBJECT} WHERE ${ofDivision}${condition} AND ${ofDebtors} GROUP BY Exact_Account_Id__c`,
    );
  const open = select('SUM(Company_Amount__c) total', '');
  const overdue = select(
    'SUM(Company_Amount__c) total, MIN(Due_Date__c) since',
    ` AND Company_Amount__c > 0 AND Due_Date__c < ${day}`,
  );
  const answers = open.length === 0 ? [] : await context.salesforce.queryMany([...open, ...overdue]);
  const openOf = byDebtor(answers.slice(0, open.length));
  const overdueOf = byDebtor(answers.slice(open.length));
  return new Map(
    debtorIds.map((id) => {
      const due = overdueOf.get(id);
      const since = due?.['since'];
      return [
        id,
        {
          open: amountOf(openOf.get(id)?.['total']),
          overdue: amountOf(due?.['total']),
          overdueSince: typeof since === 'string' ? since : null,
        },
      ];
    }),
  );
}

/** The same as Exact says at this moment: a call for all of them. */
export async function owedInExact(context: FlowContext, debtorIds: readonly string[]): Promise<ReadonlyMap<string, Owed>> {
  const day = today(context);
  const terms =
    debtorIds.length === 0
      ? []
      : await context.exact.findAny(BULK_RECEIVABLES, 'Account', 'guid', debtorIds, numberBelow('Status', MATCHED));
  const owed = new Map<string, Owed>(debtorIds.map((id) => [id, NOTHING]));
  for (const term of terms) {
    const id = (term.Account ?? '').toLowerCase();
    const known = owed.get(id) ?? NOTHING;
    const amount = owedOf(term, 'AmountDC');
    const { DueDate: due } = term;
    const isOverdue = amount.gt(0) && due !== null && due < day;
    owed.set(id, {
      open: known.open.plus(amount),
      overdue: isOverdue ? known.overdue.plus(amount) : known.overdue,
      overdueSince: isOverdue && (known.overdueSince === null || due < known.overdueSince) ? due : known.overdueSince,
    });
  }
  return owed;
}

function byDebtor(answers: readonly (readonly SalesforceRow[])[]): ReadonlyMap<string, SalesforceRow> {
  return new Map(answers.flat().map((row) => [String(row['Exact_Account_Id__c']).toLowerCase(), row]));
}
