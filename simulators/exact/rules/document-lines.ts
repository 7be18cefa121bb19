import { badRequest, ruleFailure } from '../failure.ts';
import { isJsonObject, type JsonObject } from '../records/read-body.ts';

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
