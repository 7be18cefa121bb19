import type { ObjectDefinition } from '../schema/index.ts';
import type { CompiledTree } from './conditions.ts';
import { malformed } from './query-error.ts';

/** Where a file hangs is asked for by the file, by the place or by the link: without "Query All Files" nobody reads all of them. */
const NARROWING: Readonly<Record<string, readonly string[]>> = {
  ContentDocumentLink: ['Id', 'ContentDocumentId', 'LinkedEntityId'],
};

/** @throws ApiError MALFORMED_QUERY for a query that reads more of an object than the platform lets it */
export function checkNarrowed(object: ObjectDefinition, tree: CompiledTree | null): void {
  const fields = NARROWING[object.name];
  if (fields === undefined || (tree !== null && isNarrowed(tree, fields))) return;
  throw malformed(
    `Implementation restriction: ${object.name} requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.`,
  );
}

function isNarrowed(tree: CompiledTree, fields: readonly string[]): boolean {
  if (tree.kind === 'not') return false;
  if (tree.kind !== 'test') {
    const isPartNarrowed = (part: CompiledTree): boolean => isNarrowed(part, fields);
    return tree.kind === 'and' ? tree.parts.some(isPartNarrowed) : tree.parts.every(isPartNarrowed);
  }
  const { path, keys } = tree.test;
  return keys !== null && path.hops.length === 0 && fields.includes(path.field.name);
}
