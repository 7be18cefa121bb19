import type { VisibleOrg } from './visible-org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { ObjectDefinition } from '../schema/index.ts';
import type { CompiledTest, CompiledTree } from './conditions.ts';

/** Records that an index proposes for a condition; the condition itself still decides. */
interface Candidates {
  readonly estimate: number;
  readonly collect: () => Iterable<StoredRecord>;
}

const testCandidates = (org: VisibleOrg, object: ObjectDefinition, { path, keys }: CompiledTest): Candidates | null => {
  if (keys === null) return null;
  const { owner, field, hops } = path;
  const isId = field.type === 'id';
  if (!isId && !org.store.isIndexed(owner, field)) return null;
  const leaves = (): StoredRecord[] =>
    keys.flatMap((key) => {
      if (!isId) return org.store.find(owner, field.name, key);
      const record = org.store.get(owner, String(key));
      return record === undefined ? [] : [record];
    });
  const leafCount = isId ? keys.length : keys.reduce<number>((sum, key) => sum + org.store.count(owner, field, key), 0);
  if (hops.length === 0) return { estimate: leafCount, collect: leaves };
  // Back from the parents to the queried object, over the indexes of the lookups.
  const collect = (): StoredRecord[] => {
    let records = leaves();
    for (let index = hops.length - 1; index >= 0; index -= 1) {
      const lookup = hops[index];
      const child = index === 0 ? object : org.schema.object(hops[index - 1]?.referenceTo[0] ?? '');
      if (lookup === undefined || child === undefined) return [];
      records = records.flatMap((record) => org.store.find(child, lookup.name, record.Id));
    }
    return records;
  };
  let child = object;
  for (const hop of hops) {
    if (hop.referenceTo.length > 1 || !org.store.isIndexed(child, hop)) return null;
    child = org.schema.object(hop.referenceTo[0] ?? '') ?? child;
  }
  return { estimate: leafCount * 4, collect };
};

const candidatesOf = (org: VisibleOrg, object: ObjectDefinition, tree: CompiledTree): Candidates | null => {
  if (tree.kind === 'test') return testCandidates(org, object, tree.test);
  if (tree.kind === 'not') return null;
  const parts = tree.parts.map((part) => candidatesOf(org, object, part));
  if (tree.kind === 'and') {
    return parts.reduce((best, part) => (part !== null && (best === null || part.estimate < best.estimate) ? part : best), null);
  }
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return {
    estimate: known.reduce((sum, part) => sum + part.estimate, 0),
    collect: () => known.flatMap((part) => [...part.collect()]),
  };
};

/** Records worth testing: from an index where one helps, otherwise all of them; each once, in the order of creation. */
export function selectCandidates(org: VisibleOrg, object: ObjectDefinition, tree: CompiledTree | null): Iterable<StoredRecord> {
  const candidates = tree === null ? null : candidatesOf(org, object, tree);
  if (candidates === null) return org.store.all(object);
  const unique = new Map([...candidates.collect()].map((record) => [record.Id, record]));
  return [...unique.values()].sort((left, right) => (left.Id < right.Id ? -1 : 1));
}
