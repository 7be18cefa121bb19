import { badRequest, ruleFailure } from '../failure.ts';
import { isJsonObject, type JsonObject } from '../records/read-body.ts';
import type { Change } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';

const NO_OBJECT = 'Error processing request stream. The request should be a valid top-level resource object.';

/** The lines that a new document is made with: a list, even of one, and never an empty one. */
export const documentLines = (body: JsonObject, field: string): JsonObject[] => {
  const value = body[field] ?? [];
  if (!Array.isArray(value)) throw badRequest(NO_OBJECT);
  if (value.length === 0) throw ruleFailure(`Mandatory: ${field}`);
  return value.map((line) => {
    if (!isJsonObject(line)) throw badRequest(NO_OBJECT);
    return line;
  });
};

/** Makes a document with its lines; `totalsOf` says what the header holds because of them. */
export const createWithLines = (
  body: JsonObject,
  { writer, actor }: Change,
  sets: { readonly header: string; readonly lines: string },
  totalsOf: (header: Row, lines: readonly Row[]) => Row,
): Row => {
  const lines = documentLines(body, sets.lines);
  const header = writer.prepare(sets.header, body, { actor });
  const drafts = lines.map((line, index) => writer.prepare(sets.lines, line, { actor, parent: header, lineNumber: index + 1 }));
  Object.assign(header, totalsOf(header, drafts));
  // Lines first: they find no header yet and so do not re-stamp it once each.
  for (const draft of drafts) writer.insert(sets.lines, draft, actor);
  return writer.insert(sets.header, header, actor);
};
