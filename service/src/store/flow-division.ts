import { sql, type RawBuilder } from 'kysely';

/** A division that a flow works in. Rows of the flow in the divisions of `besides` are none of its business. */
export interface FlowDivision {
  readonly flow: string;
  readonly division: number;
  /**
   * The other divisions that the settings give the flow at the same time. Rows in any further one were left there when the settings
   * moved the flow, or are of somebody who began before: they count as if they stood in this division.
   */
  readonly besides: readonly number[];
}

/** The rows of this division, and those in divisions that the flow has left. */
export function isWithin({ besides }: FlowDivision, column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} <> all(${besides.map(String)}::text[]::int[])`;
}
