import type { ObjectTables } from '../execute/index.ts';

/**
 * What the flow writes. The order gets no time of its last sync: the orders flow tells its own notes from changes of people by it.
 */
export const PROGRESS_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [{ object: 'Order' }, { object: 'OrderItem' }],
};
