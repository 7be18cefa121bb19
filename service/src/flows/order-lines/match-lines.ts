/** A line of a sales order in Exact, as far as it tells which order product it is. */
export interface OrderLine {
  /** Guid in lower case. */
  readonly id: string;
  /** Guid of its item in lower case; empty where it has none. */
  readonly item: string;
  /** Its number within its order. */
  readonly number: number | null;
}

/** An order product of the same order. */
export interface MatchedProduct {
  readonly id: string;
  /** Guid in lower case of the line that it bears; empty where it bears none. */
  readonly lineId: string;
  /** Guid in lower case of the item of its product; empty where that has none. */
  readonly item: string;
  /** Its place among the order products of the order, from 1: in this order they are sent. */
  readonly place: number;
}

/** Which line is which order product. */
export interface MatchedLines {
  /** Ids of order products by the ids of their lines. */
  readonly productOf: ReadonlyMap<string, string>;
  /** Lines that may be more than one order product: nobody guesses. */
  readonly ambiguous: readonly string[];
  /** Lines of which no order product is left that could be theirs. */
  readonly added: readonly string[];
}

/**
 * Matches the lines of one order to its order products: by the id that the order product bears, else by the same item at the same place.
 * Where the lines are all that the order has (`isComplete`), also by an item of which both sides have as many left, in their order; an
 * order product whose line is gone is free then. No two lines are the same order product. Pure.
 */
export function matchOrderLines(
  lines: readonly OrderLine[],
  products: readonly MatchedProduct[],
  isComplete: boolean,
): MatchedLines {
  const productOf = new Map<string, string>();
  const known = new Set(lines.map(({ id }) => id));
  const isTaken = ({ lineId }: MatchedProduct): boolean => lineId !== '' && (known.has(lineId) || !isComplete);
  for (const { id, lineId } of products) if (lineId !== '' && known.has(lineId)) productOf.set(lineId, id);
  const free = new Set(products.filter((product) => !isTaken(product)));
  const pair = (line: OrderLine, product: MatchedProduct): void => {
    productOf.set(line.id, product.id);
    free.delete(product);
  };
  const left = (): OrderLine[] => lines.filter(({ id }) => !productOf.has(id));
  for (const line of left()) {
    const product = [...free].find(({ item, place }) => item !== '' && item === line.item && place === line.number);
    if (product !== undefined) pair(line, product);
  }
  if (isComplete)
    for (const [item, ofItem] of Map.groupBy(left(), (line) => line.item)) {
      const candidates = [...free].filter((product) => item !== '' && product.item === item);
      if (candidates.length !== ofItem.length || !isOrdered(ofItem)) continue;
      const [inOrder, inPlace] = [ofItem.toSorted(byNumber), candidates.toSorted((one, other) => one.place - other.place)];
      for (const [index, product] of inPlace.entries()) pair(inOrder[index] as OrderLine, product);
    }
  const mayBeTheirs = (line: OrderLine): boolean => [...free].some(({ item }) => item === '' || item === line.item);
  return {
    productOf,
    ambiguous: left()
      .filter(mayBeTheirs)
      .map(({ id }) => id),
    added: left()
      .filter((line) => !mayBeTheirs(line))
      .map(({ id }) => id),
  };
}

/** True where their numbers say which comes first. */
function isOrdered(lines: readonly OrderLine[]): boolean {
  return lines.length === 1 || new Set(lines.map((line) => line.number ?? 0)).size === lines.length;
}

function byNumber(one: OrderLine, other: OrderLine): number {
  return (one.number ?? 0) - (other.number ?? 0);
}
