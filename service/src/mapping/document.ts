import { z } from 'zod';
import { MAX_FORMULA_LENGTH } from './formula.ts';
import { TABLE_NAMES } from './tables.ts';

const formula = z.string().min(1).max(MAX_FORMULA_LENGTH);
const divisionCode = z.int().positive();
const minutes = z.int().min(1).max(1_440);

const fieldRule = z
  .strictObject({
    to: z
      .string()
      .max(80)
      .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, 'Give a field name here, or object and field such as Account.Email.'),
    from: formula.describe('a CEL formula'),
    policy: z
      .enum(['always', 'create', 'ifEmpty', 'never'])
      .optional()
      .describe('default: always; create for what decides money and for the e-mail address of a debtor'),
    tooLong: z
      .enum(['truncate', 'leaveOut', 'issue'])
      .default('issue')
      .describe('a text that is too long: shortened, left out (both are told), or the record stops'),
  })
  .describe('How one target field is filled; replaces the default rule of the same field');

const products = z.strictObject({
  enabled: z.boolean().default(false),
  division: divisionCode.optional().describe('default: the default division'),
  everyMinutes: minutes.default(5),
  when: formula.optional().describe('only items for which this CEL condition over `item` is true'),
  kinds: z.strictObject({ simple: z.boolean().default(true), virtual: z.boolean().default(true) }).prefault({}),
  prices: z
    .strictObject({
      vat: z.enum(['asInExact', 'excluding', 'including']).default('asInExact'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'Give three capital letters here, such as EUR.')
        .optional()
        .describe('only prices in this currency'),
      tooPrecise: z
        .enum(['round', 'block'])
        .default('round')
        .describe('a price with more decimals than the field: rounded half up and told, or not taken over'),
    })
    .prefault({}),
  family: z.enum(['fromItemGroup', 'none']).default('fromItemGroup'),
  fields: z.array(fieldRule).max(200).default([]),
});

const orders = z.strictObject({
  enabled: z.boolean().default(false),
  division: divisionCode.optional().describe('default: the default division'),
  everyMinutes: minutes.default(5),
  target: z.enum(['salesOrder']).default('salesOrder'),
  statusCodes: z
    .array(z.enum(['Draft', 'Activated', 'Canceled', 'Expired', 'Superseded']))
    .max(5)
    .default(['Activated'])
    .describe('status categories that are sent'),
  statuses: z
    .array(z.string().min(1).max(100))
    .max(50)
    .optional()
    .describe('exactly these statuses are sent; wins over statusCodes'),
  sendFrom: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('older orders are sent only when a person chooses them; default: going live'),
  when: formula.optional().describe('only orders for which this CEL condition over `order` is true'),
  reference: z
    .strictObject({
      field: z.enum(['YourRef']).default('YourRef'),
      prefix: z
        .string()
        .max(10)
        .regex(/^[\w./-]*$/, 'Give letters, digits and . / - _ only here.')
        .default(''),
    })
    .prefault({}),
  debtor: z
    .strictObject({
      use: z.enum(['account', 'default', 'defaultForPrivate']).default('account'),
      defaultAccountCode: z.string().trim().min(1).max(18).optional(),
      upgrade: z
        .enum(['none', 'prospects', 'all'])
        .default('prospects')
        .describe('which relations become customers by ordering: prospects and suspects, suppliers and others too, or none'),
    })
    .prefault({}),
  missingProduct: z.enum(['stop']).default('stop'),
  totals: z
    .strictObject({ onDifference: z.enum(['block']).default('block'), toleranceCents: z.int().min(0).max(100).default(0) })
    .prefault({}),
  fields: z.array(fieldRule).max(300).default([]),
});

const tableRow = z.strictObject({ salesforce: z.string().min(1).max(255), exact: z.string().min(1).max(255) });

/** The configuration document as it is stored and edited; what it leaves out gets the default. */
export const CONFIGURATION_DOCUMENT = z.strictObject({
  version: z.literal(1),
  divisions: z
    .array(
      z.strictObject({
        code: divisionCode,
        default: z.boolean().default(false),
        timeZone: z
          .string()
          .max(60)
          .default('Europe/Amsterdam')
          .describe('IANA time zone: when a price or an item becomes valid'),
      }),
    )
    .max(50)
    .default([]),
  flows: z.strictObject({ products: products.prefault({}), orders: orders.prefault({}) }).prefault({}),
  tables: z
    .strictObject(
      Object.fromEntries(TABLE_NAMES.map((name) => [name, z.array(tableRow).max(2_000).default([])])) as Record<
        (typeof TABLE_NAMES)[number],
        z.ZodDefault<z.ZodArray<typeof tableRow>>
      >,
    )
    .prefault({}),
});

/** A document with its defaults filled. */
export type ConfigurationDocument = z.output<typeof CONFIGURATION_DOCUMENT>;
export type FieldRuleDocument = z.output<typeof fieldRule>;

/** JSON Schema of the document as a person writes it. */
export function configurationJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(CONFIGURATION_DOCUMENT, { io: 'input' });
}
