import { badRequest, type ApiError } from '../errors.ts';

/** An error that points into the query text, the way Salesforce writes it: excerpt, caret, row and column, then the reason. */
export function queryError(code: string, soql: string, token: string, reason: string): ApiError {
  const found = soql.toLowerCase().search(new RegExp(`\\b${token.toLowerCase().replace(/[^a-z0-9_]/g, '\\$&')}\\b`));
  const at = found < 0 ? 0 : found;
  const before = soql.slice(0, at);
  const row = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1) + 1;
  const start = Math.max(0, at - 30);
  const excerpt = soql.slice(start, at + token.length + 10).replaceAll('\n', ' ');
  return badRequest(code, `\n${excerpt}\n${' '.repeat(at - start)}^\nERROR at Row:${row}:Column:${column}\n${reason}`);
}

export function noSuchField(soql: string, field: string, object: string): ApiError {
  return queryError(
    'INVALID_FIELD',
    soql,
    field,
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function noSuchRelationship(soql: string, relationship: string): ApiError {
  return queryError(
    'INVALID_FIELD',
    soql,
    relationship,
    `Didn't understand relationship '${relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function noSuchObject(soql: string, object: string): ApiError {
  return queryError(
    'INVALID_TYPE',
    soql,
    object,
    `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function malformed(reason: string): ApiError {
  return badRequest('MALFORMED_QUERY', reason);
}
