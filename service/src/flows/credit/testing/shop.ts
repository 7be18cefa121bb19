import { DIVISION, type Stage } from '../../testing/stage.ts';
import { CREDIT } from '../index.ts';
import type { Walked } from '../../testing/stage.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A debtor in Exact with the account that is it. */
export interface Customer {
  /** Lower case. */
  readonly debtorId: string;
  readonly accountId: string;
}

/** Settings under which the flow is on. */
export function settings(credit: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { credit: { enabled: true, division: DIVISION, ...credit } },
  };
}

/** Looks at what changed. */
export function look(stage: Stage, cursors: Readonly<Record<string, string>> = {}, credit: object = {}): Promise<Walked> {
  return stage.walk(CREDIT, settings(credit), { kind: 'changes', cursors, full: false });
}

/** Debtors in Exact with their accounts, of which the invoices flow has told what is open; `undefined`: it has not looked yet. */
export async function enterCustomers(
  stage: Stage,
  customers: readonly { readonly open?: number | undefined; readonly fields?: Fields; readonly furtherDivision?: number }[],
): Promise<Customer[]> {
  const debtors = await stage.createRows(
    'crm/Accounts',
    customers.map(({ fields = {} }, index) => ({
      Name: `Customer ${index + 1}`,
      Status: 'C',
      PaymentConditionSales: '30',
      ...fields,
    })),
  );
  const debtorIds = debtors.map((id) => id.toLowerCase());
  const accountIds = await stage.createRecords(
    customers.map(({ open, furtherDivision }, index) => ({
      object: 'Account',
      fields: {
        Name: `Customer ${index + 1}`,
        ...(furtherDivision === undefined ? { Exact_Id__c: debtorIds[index] } : {}),
        ...(open === undefined ? {} : { Exact_Open_Amount__c: open, Exact_Balance_Synced_At__c: stage.clock.now.toISOString() }),
      },
    })),
  );
  const rows = customers.flatMap(({ furtherDivision }, index) =>
    furtherDivision === undefined
      ? []
      : [
          {
            object: 'ExactLink__c',
            fields: {
              Key__c: `${furtherDivision}-Accounts-${debtorIds[index] ?? ''}`,
              ...{ Division__c: String(furtherDivision), Entity__c: 'Accounts', Role__c: 'account' },
              ...{ Exact_Id__c: debtorIds[index], Account__c: accountIds[index] },
            },
          },
        ],
  );
  if (rows.length > 0) await stage.createRecords(rows);
  return debtorIds.map((debtorId, index) => ({ debtorId, accountId: accountIds[index] ?? '' }));
}

/** An item with the VAT of 21 percent. */
export async function enterItem(stage: Stage, code: string, fields: Fields = {}): Promise<string> {
  const [id = ''] = await stage.createRows('logistics/Items', [
    { Code: code, Description: `Item ${code}`, Unit: 'pc', IsSalesItem: true, SalesVatCode: '2', ...fields },
  ]);
  return id;
}

/** Sales orders; their ids. */
export function enterOrders(stage: Stage, orders: readonly Fields[]): Promise<string[]> {
  return stage.createRows('salesorder/SalesOrders', orders);
}

/** Lines of a sales order, in their order. */
export async function linesOf(stage: Stage, orderId: string): Promise<Fields[]> {
  const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
  return lines
    .filter((line) => String(line['OrderID']).toLowerCase() === orderId.toLowerCase())
    .sort((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
}

export async function accountOf(stage: Stage, { accountId }: Customer): Promise<Fields> {
  const found = (await stage.salesforce.rows('Account')).find(({ Id }) => Id === accountId);
  if (found === undefined) throw new Error('the account is gone');
  return found;
}
