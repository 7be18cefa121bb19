import type { ExactVatCode } from '../../../exact/index.ts';
import type { FlowContext } from '../../flow.ts';
import { DIVISION, startStage } from '../../testing/stage.ts';
import type { OrderBody } from '../order-body.ts';

/** A company in Exact with a debtor, items and VAT codes, to which orders are sent as they were planned. */
export interface SalesCompany {
  /** Ids of the items, in the order of their codes. */
  readonly itemIds: readonly string[];
  /** VAT codes that a sale may have. */
  readonly sold: readonly ExactVatCode[];
  /** What Exact makes of orders, in their order. */
  store(bodies: readonly OrderBody[]): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]>;
  close(): Promise<void>;
}

/** Opens a company that sells items with these codes. */
export async function openSalesCompany(codes: readonly string[]): Promise<SalesCompany> {
  const stage = await startStage();
  const [debtorId = ''] = await stage.createRows('crm/Accounts', [{ Name: 'De Halm', Status: 'C' }]);
  const item = { Description: 'Stuk', Unit: 'pc', IsSalesItem: true, IsFractionAllowedItem: true };
  const itemIds = await stage.createRows(
    'logistics/Items',
    codes.map((Code) => ({ Code, ...item })),
  );
  let vatCodes: readonly ExactVatCode[] = [];
  const asking = {
    read: async function* ({ references }: FlowContext) {
      vatCodes = await references.vatCodes();
      yield* [];
    },
    plan: () => [],
    apply: () => Promise.resolve([]),
  };
  await stage.walk(asking, { version: 1, divisions: [{ code: DIVISION, default: true }] }, { kind: 'sample', count: 1 });
  return {
    itemIds,
    sold: vatCodes.filter(
      ({ Type, VATTransactionType: kind, IsBlocked }) => ['E', 'I', 'N'].includes(Type ?? '') && kind !== 'P' && !IsBlocked,
    ),
    store: async (bodies) => {
      const ids = await stage.createRows(
        'salesorder/SalesOrders',
        bodies.map(({ lines }) => ({
          OrderedBy: debtorId,
          SalesOrderLines: lines.map(({ Item, VATCode, Quantity, NetPrice }) => ({
            ...{ Item, VATCode, Quantity: Number(Quantity), NetPrice: Number(NetPrice) },
          })),
        })),
      );
      const rows = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
      const stored = new Map(rows.map((row) => [row['OrderID'], row]));
      return ids.map((id) => stored.get(id));
    },
    close: () => stage.close(),
  };
}
