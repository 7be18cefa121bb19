import { ApiError } from '../errors.ts';

/** How a job of Bulk API 2.0 writes its CSV. */
export interface CsvFormat {
  readonly lineEnding: 'LF' | 'CRLF';
  readonly columnDelimiter: string;
}

/** By the name that a job gives them. */
export const COLUMN_DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  SEMICOLON: ';',
  TAB: '\t',
  PIPE: '|',
  CARET: '^',
  BACKQUOTE: '`',
};

/** The format in the words of the CSV library. */
export function csvOptions({ lineEnding, columnDelimiter }: CsvFormat): { record_delimiter: string; delimiter: string } {
  return {
    record_delimiter: lineEnding === 'CRLF' ? '\r\n' : '\n',
    delimiter: COLUMN_DELIMITERS[columnDelimiter] ?? ',',
  };
}

/** The jobs of one kind that an org knows. */
export class JobTable<Job extends { readonly id: string }> {
  protected readonly jobs = new Map<string, Job>();

  all(): readonly Job[] {
    return [...this.jobs.values()];
  }

  /** @throws ApiError 404 NOT_FOUND */
  get(id: string): Job {
    const job = this.jobs.get(id);
    if (job === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return job;
  }
}
