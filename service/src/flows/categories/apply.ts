import { carryOut, findReferenced, isReference } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, Outcome, Reference } from '../operation.ts';
import { toldOfMember } from './member-outcomes.ts';
import { CATEGORY_OBJECTS } from './objects.ts';
import { SEEN_TO_FIELD } from './standard-objects.ts';

const write = carryOut(CATEGORY_OBJECTS);

/** Carries out a plan of categories, and of products in standard ones. */
export async function applyCategories(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  return (await write(context, await withHomes(context, operations))).map(toldOfMember);
}

/** Products come after the standard category that was made for them. Where it was not, as its own outcome told, they come another time. */
async function withHomes(context: FlowContext, operations: readonly Operation[]): Promise<readonly Operation[]> {
  const awaited = operations.flatMap((operation) => homeOf(operation) ?? []);
  if (awaited.length === 0) return operations;
  const made = await findReferenced(context, awaited);
  return operations.flatMap((operation) => {
    const home = homeOf(operation);
    if (home === undefined) return [operation];
    const id = made.get(home.ref);
    if (id === undefined) return [];
    const fields = operation.fields.map((change) => (isReference(change.to) ? { ...change, to: id } : change));
    return [{ ...operation, fields, notedBesides: { [SEEN_TO_FIELD]: id } }];
  });
}

function homeOf({ notedBesides }: Operation): Reference | undefined {
  const home = notedBesides?.[SEEN_TO_FIELD];
  return isReference(home) ? home : undefined;
}
