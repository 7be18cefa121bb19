import { DIVISION, type Stage } from '../../testing/stage.ts';

/** A person merges accounts in Salesforce. `fields`: what is kept of the losers. */
export async function mergeAccounts(
  stage: Stage,
  master: string,
  losers: readonly string[],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await stage.salesforce.control('POST', 'merge/Account', { master, losers, fields });
}

/** A bookkeeper merges relations in Exact Online: documents and contacts move, the loser is deleted. */
export async function mergeInExact(stage: Stage, loser: string, master: string): Promise<void> {
  await stage.exact.control('POST', 'merge', { division: DIVISION, master, loser });
}

/** An order of an account that was sent, with its document in Exact Online; ids of both. */
export async function enterSentOrder(
  stage: Stage,
  accountId: string,
  debtorId: string,
): Promise<{ id: string; exactId: string }> {
  const [known] = await stage.exact.rows(`${DIVISION}/logistics/Items`);
  const item =
    known?.['ID'] ?? (await stage.createRows('logistics/Items', [{ Code: 'A', Description: 'A', IsSalesItem: true }]))[0];
  const [exactId = ''] = await stage.createRows('salesorder/SalesOrders', [
    { OrderedBy: debtorId, SalesOrderLines: [{ Item: item, Quantity: 1 }] },
  ]);
  const fields = { AccountId: accountId, EffectiveDate: '2026-01-05', Status: 'Draft', Exact_Id__c: exactId };
  const [id = ''] = await stage.createRecords([{ object: 'Order', fields }]);
  return { id, exactId };
}
