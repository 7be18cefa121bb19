/** Where something in a document is wrong: property names and indexes from the root. */
export type DocumentPath = readonly PropertyKey[];

/** What is left of a document, and where its parts stood before. */
export interface SalvagedDocument {
  readonly document: unknown;
  /** The JSON pointer into the original document of a pointer into what is left. */
  originalPointer(pointer: string): string;
}

/** JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: DocumentPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * A document without the parts at these paths, so that the rest can be checked too. A wrong part of a list entry takes the
 * whole entry with it; where `isSurplus`, only the part itself.
 */
export function salvage(
  document: unknown,
  wrong: readonly { readonly path: DocumentPath; readonly isSurplus: boolean }[],
): SalvagedDocument {
  const dropped = new Set(wrong.map(({ path, isSurplus }) => pointerOf(isSurplus ? path : upToListEntry(path))));
  const kept = new Map<string, readonly number[]>();
  return {
    document: without(document, '', '', dropped, kept),
    originalPointer: (pointer) => translate(pointer, kept),
  };
}

function upToListEntry(path: DocumentPath): DocumentPath {
  const last = path.findLastIndex((part) => typeof part === 'number');
  return last === -1 ? path : path.slice(0, last + 1);
}

function without(
  value: unknown,
  original: string,
  current: string,
  dropped: ReadonlySet<string>,
  kept: Map<string, readonly number[]>,
): unknown {
  const isKept = (key: PropertyKey): boolean => !dropped.has(original + pointerOf([key]));
  const part = (inner: unknown, from: PropertyKey, to: PropertyKey): unknown =>
    without(inner, original + pointerOf([from]), current + pointerOf([to]), dropped, kept);
  if (Array.isArray(value)) {
    const indexes = value.map((_, index) => index).filter(isKept);
    kept.set(current, indexes);
    return indexes.map((from, to) => part(value[from], from, to));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isKept(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, part(inner, key, key)]));
}

function translate(pointer: string, kept: ReadonlyMap<string, readonly number[]>): string {
  let [current, original] = ['', ''];
  for (const part of pointer.split('/').slice(1)) {
    const before = kept.get(current)?.[Number(part)];
    current += `/${part}`;
    original += `/${before ?? part}`;
  }
  return original;
}
