/** An answer that is not a success: status and text as the vendor words it. */
export class ExactFailure extends Error {
  override readonly name = 'ExactFailure';
  readonly status: number;
  readonly reason: string | undefined;

  constructor(status: number, text: string, reason?: string) {
    super(text);
    this.status = status;
    this.reason = reason;
  }
}

/** 400: the request itself is wrong. */
export const badRequest = (text: string): ExactFailure => new ExactFailure(400, text);

/** 403, with the vendor's `Reason` header where it has one. */
export const forbidden = (text: string, reason?: string): ExactFailure => new ExactFailure(403, text, reason);

/** 404 for an entity or an id that is not there. */
export const notFound = (text: string): ExactFailure => new ExactFailure(404, text);

/** 500: the vendor answers business-rule failures as server errors; several texts are joined with CRLF. */
export const ruleFailure = (...texts: string[]): ExactFailure => new ExactFailure(500, texts.join('\r\n'));
