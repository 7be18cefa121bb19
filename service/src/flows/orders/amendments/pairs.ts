import type { Agreement } from './agreement.ts';
import { hashesOf, isAs, isSameLine, type Values } from './values.ts';

/** An order product as it wants its line to be. */
export interface WantedLine {
  readonly id: string;
  readonly values: Values;
}

/** A line as Exact has it. */
export interface StandingLine {
  readonly id: string;
  readonly values: Values;
}

/** Which line is which order product. */
export interface Paired<Wanted extends WantedLine, Standing extends StandingLine> {
  readonly pairs: readonly (readonly [Wanted, Standing])[];
  /** Order products without a line. */
  readonly unmade: readonly Wanted[];
  /** Lines of order products that are there no more. */
  readonly over: readonly Standing[];
  /** Lines that are of no order product. */
  readonly left: readonly Standing[];
}

/**
 * Matches order products, those among it that are there no more, to lines. A line may be that of an order product where it stands as was agreed,
 * as an amendment that was cut off was to leave it, or as it is wanted; where several are alike, so that as many as can be have one, those
 * first that had one. What is left is matched by item, in order: whoever changes a line looks first whether nobody else changed it. Pure.
 */
export function paired<Wanted extends WantedLine, Standing extends StandingLine>(
  wanted: readonly Wanted[],
  standing: readonly Standing[],
  agreements: readonly [Agreement, ...Agreement[]],
  salt: string,
): Paired<Wanted, Standing> {
  const hashes = new Map(standing.map((line) => [line, hashesOf(line.values, salt)]));
  const [agreed] = agreements;
  const wantedOf = new Map(wanted.map((one) => [one.id, one]));
  const known = new Set(agreements.flatMap(({ lines }) => Object.keys(lines)));
  const had = wanted.map(({ id }) => id).filter((id) => agreed.lines[id] !== undefined);
  const ids = new Set([...had, ...wantedOf.keys(), ...known]);
  const holders = matching([...ids], standing, (id, other) => {
    const one = wantedOf.get(id);
    if (one !== undefined && isSameLine(one.values, other.values)) return true;
    return agreements.some(({ lines }) => lines[id] !== undefined && isAs(hashes.get(other) ?? {}, lines[id]));
  });
  const pairs: (readonly [Wanted, Standing])[] = [];
  const over: Standing[] = [];
  for (const [other, id] of holders) {
    const one = wantedOf.get(id);
    if (one === undefined) over.push(other);
    else pairs.push([one, other]);
  }
  const taken = new Set(pairs.map(([one]) => one));
  const left = new Set(standing.filter((line) => !holders.has(line)));
  const unmade: Wanted[] = [];
  for (const one of wanted.filter((each) => !taken.has(each))) {
    const other = [...left].find(({ values }) => values['Item'] === one.values['Item']);
    if (other === undefined) unmade.push(one);
    else pairs.push([one, other]);
    if (other !== undefined) left.delete(other);
  }
  return { pairs, unmade, over, left: [...left] };
}

/** As many pairs as there can be: whoever finds all of his taken lets a holder look for another one. */
function matching<Wanted, Standing>(
  wanted: readonly Wanted[],
  standing: readonly Standing[],
  mayBe: (one: Wanted, other: Standing) => boolean,
): ReadonlyMap<Standing, Wanted> {
  const holders = new Map<Standing, Wanted>();
  const candidates = new Map(wanted.map((one) => [one, standing.filter((other) => mayBe(one, other))]));
  const find = (one: Wanted, seen: Set<Standing>): boolean => {
    const own = candidates.get(one) ?? [];
    const free = own.find((other) => !holders.has(other));
    const other = free ?? own.find((candidate) => isGivenUp(candidate, seen));
    if (other === undefined) return false;
    holders.set(other, one);
    return true;
  };
  const isGivenUp = (candidate: Standing, seen: Set<Standing>): boolean => {
    if (seen.has(candidate)) return false;
    seen.add(candidate);
    const holder = holders.get(candidate);
    return holder !== undefined && find(holder, seen);
  };
  for (const one of wanted) find(one, new Set());
  return holders;
}
