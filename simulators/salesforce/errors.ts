/** What goes wrong with one record or one call, in Salesforce's words. `status` is the HTTP status when the call has one record only. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly fields: readonly string[];
  /** The body as a whole cannot be read: a collection fails with it, not only one of its records. */
  readonly isUnreadableBody: boolean;

  constructor(status: number, code: string, message: string, fields: readonly string[] = [], isUnreadableBody = false) {
    super(message);
    this.isUnreadableBody = isUnreadableBody;
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** 400 with a code of the vendor's status code list. */
export function badRequest(code: string, message: string, fields: readonly string[] = []): ApiError {
  return new ApiError(400, code, message, fields);
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message);
}

/** Name of a JSON value in the words of the platform's parser, and how it shows the value. */
const jsonToken = (value: unknown): [token: string, shown: string] => {
  if (typeof value === 'string') return ['VALUE_STRING', value];
  if (typeof value === 'boolean') return [value ? 'VALUE_TRUE' : 'VALUE_FALSE', String(value)];
  if (typeof value === 'number') return [Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', String(value)];
  return Array.isArray(value) ? ['START_ARRAY', '['] : ['START_OBJECT', '{'];
};

/** The body holds a value that its field's type cannot take: Salesforce refuses the whole body, also of a collection. */
export function unparsable(type: string, value: unknown): ApiError {
  const [token, shown] = jsonToken(value);
  const message = `Cannot deserialize instance of ${type} from ${token} value ${shown} or request may be missing a required field at [line:1, column:2]`;
  return new ApiError(400, 'JSON_PARSER_ERROR', message, [], true);
}

/** A body names a field that the object does not have. */
export function noSuchColumn(field: string, object: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${field}' on sobject of type ${object}`, [], true);
}
