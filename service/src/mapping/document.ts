import { z } from 'zod';
import type { FlowDocument, FlowMapping } from './flow-mapping.ts';
import { TABLE_NAMES, type TableName, type TableRow } from './tables.ts';

const tableRow = z.strictObject({ salesforce: z.string().min(1).max(255), exact: z.string().min(1).max(255) });

const DIVISION = z.strictObject({
  code: z.int().positive(),
  default: z.boolean().default(false),
  timeZone: z.string().max(60).default('Europe/Amsterdam').describe('IANA time zone: when a price or an item becomes valid'),
});

/** A document with its defaults filled. */
export interface ConfigurationDocument {
  readonly version: 1;
  readonly divisions: readonly z.output<typeof DIVISION>[];
  /** By name of the flow. */
  readonly flows: Readonly<Record<string, FlowDocument>>;
  readonly tables: Readonly<Record<TableName, readonly TableRow[]>>;
}

/** The configuration document as it is stored and edited, for these flows; what it leaves out gets the default. */
export function documentSchema(mappings: readonly FlowMapping[]): z.ZodType<ConfigurationDocument> {
  const flows = Object.fromEntries(mappings.map(({ flow, schema }) => [flow, schema.prefault({} as never)]));
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, z.array(tableRow).max(2_000).default([])]));
  const schema = z.strictObject({
    version: z.literal(1),
    divisions: z.array(DIVISION).max(50).default([]),
    flows: z.strictObject(flows).prefault({}),
    tables: z.strictObject(tables).prefault({}),
  });
  // The keys of flows and tables are known at run time only; the schema above puts every one of them there.
  return schema as unknown as z.ZodType<ConfigurationDocument>;
}
