import type { ExactSalesOrderLineInFull } from '../../../exact/index.ts';
import { Decimal, toDecimal } from '../../../money/index.ts';
import type { Agreement } from './agreement.ts';
import { paired, type StandingLine, type WantedLine } from './pairs.ts';
import { CLEARABLE, hashesOf, type Hashes, type Values } from './values.ts';

/** A line as it would be posted. */
export interface OurLine extends WantedLine {
  readonly posted: Readonly<Record<string, string>>;
  /** What a person calls it. */
  readonly name: string;
}

/** A line of Exact. */
export interface TheirLine extends StandingLine {
  readonly line: ExactSalesOrderLineInFull;
}

/** One thing to be done with a line, by the fields that differ. */
export type LineChange =
  | { readonly kind: 'change'; readonly our: OurLine; readonly their: TheirLine; readonly fields: readonly string[] }
  | { readonly kind: 'add'; readonly our: OurLine }
  | { readonly kind: 'remove'; readonly their: TheirLine };

/** What somebody else made of a line since both sides agreed; `their` undefined where he took it away, `our` where he added it. */
export interface Conflict {
  readonly our?: OurLine;
  readonly their?: TheirLine;
  /** Of a line that both have. */
  readonly fields?: readonly string[];
}

/** What separates an order from its document. */
export interface Differences {
  /** In the order of writing: an order is never without lines. */
  readonly changes: readonly LineChange[];
  readonly conflicts: readonly Conflict[];
  /** Those of `changes` that touch what is delivered or invoiced. */
  readonly protected: readonly LineChange[];
}

/** What both sides agreed on, and what an amendment that was cut off was to make of it. */
export type Agreed = readonly [agreed: Agreement, ...begun: Agreement[]];

/** Puts the lines of an order next to those of its document. Pure. */
export function differencesOf(ours: readonly OurLine[], theirs: readonly TheirLine[], agreed: Agreed, salt: string): Differences {
  const { pairs, unmade, over, left } = paired(ours, theirs, agreed, salt);
  const changes: LineChange[] = [];
  const conflicts: Conflict[] = [];
  for (const [our, their] of pairs) {
    const known = agreed.flatMap(({ lines }): Hashes[] => (lines[our.id] === undefined ? [] : [lines[our.id] as Hashes]));
    const { fields, foreign } = compare(our.values, their.values, known, salt);
    if (foreign.length > 0) conflicts.push({ our, their, fields: foreign });
    else if (fields.length > 0) changes.push({ kind: 'change', our, their, fields });
  }
  for (const our of unmade)
    if (agreed[0].lines[our.id] === undefined) changes.push({ kind: 'add', our });
    else conflicts.push({ our });
  for (const their of over) changes.push({ kind: 'remove', their });
  for (const their of left) conflicts.push({ their });
  return { changes, conflicts, protected: changes.filter(isProtected) };
}

/**
 * Which fields differ, and which of them stand in Exact as nobody here left them. What only Exact changed, such as a delivery date, is its
 * own, except for what a line comes to.
 */
export function compare(
  wanted: Values,
  standing: Values,
  known: readonly Hashes[],
  salt: string,
): { readonly fields: readonly string[]; readonly foreign: readonly string[] } {
  const stands = hashesOf(standing, salt);
  const wants = hashesOf(wanted, salt);
  const isOf = (field: string, hash: string | undefined): boolean => known.some((hashes) => hashes[field] === hash);
  // What was never said is Exact's own, until it is.
  const isLeft = (field: string): boolean => isOf(field, stands[field]) || isOf(field, undefined);
  const fields = Object.keys(wanted).filter((field) => {
    if (wanted[field] === standing[field]) return false;
    if (!MONEY.has(field) && !isLeft(field) && isOf(field, wants[field])) return false;
    const wasSaid = known.some((hashes) => hashes[field] !== undefined);
    return wanted[field] !== '' || (CLEARABLE.has(field) && wasSaid);
  });
  return { fields, foreign: fields.filter((field) => !isLeft(field)) };
}

const MONEY: ReadonlySet<string> = new Set(['Item', 'Quantity', 'Amount', 'VATCode']);

/** True where every line is as the order wants it. Pure. */
export function isSettled({ changes, conflicts }: Differences): boolean {
  return changes.length + conflicts.length === 0;
}

const DONE = 21;

/** Of what is invoiced only more can be ordered, of what is delivered not less, and what is closed stays as it is. */
function isProtected(change: LineChange): boolean {
  if (change.kind === 'add') return false;
  const { line } = change.their;
  const [quantity, delivered, invoiced] = [line.Quantity, line.QuantityDelivered, line.QuantityInvoiced].map(
    (value) => toDecimal(value) ?? new Decimal(0),
  ) as [Decimal, Decimal, Decimal];
  const done = Decimal.max(delivered.abs(), invoiced.abs());
  if (change.kind === 'remove') return !done.isZero() || line.DeliveryStatus === DONE;
  if (line.DeliveryStatus === DONE && delivered.abs().lt(quantity.abs())) return true;
  if (done.isZero()) return false;
  const wanted = toDecimal(change.our.values['Quantity']) ?? new Decimal(0);
  if (wanted.abs().lt(done) || wanted.isNegative() !== quantity.isNegative()) return true;
  const isPriceKept = toDecimal(change.our.posted['NetPrice'])?.eq(toDecimal(line.NetPrice) ?? new Decimal(0)) === true;
  const touched = change.fields.filter((field) => field !== 'Quantity' && !(field === 'Amount' && isPriceKept));
  if (!invoiced.isZero()) return touched.length > 0;
  return touched.some((field) => field === 'UnitCode' || field === 'DeliveryDate');
}
