interface FlowText {
  readonly label: string;
  readonly direction: string;
  /** What the flow moves, in the plural. */
  readonly records: string;
  readonly icon: string;
}

const FLOWS: Readonly<Record<string, FlowText>> = {
  products: {
    label: 'Products',
    direction: 'Items of Exact Online become products in Salesforce',
    records: 'items',
    icon: 'standard:product',
  },
  orders: {
    label: 'Orders',
    direction: 'Orders of Salesforce become sales orders in Exact Online',
    records: 'orders',
    icon: 'standard:orders',
  },
};

/** How a flow is called and what it does. A flow that this version does not know keeps its own name. */
export function describeFlow(name: string): FlowText {
  return FLOWS[name] ?? { label: name, direction: '', records: 'records', icon: 'standard:flow' };
}

/** Names of the flows, in the order in which they are shown. */
export function flowNames(): string[] {
  return Object.keys(FLOWS);
}
