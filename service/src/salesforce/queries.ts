import { phrase, TandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import { API_PATH, withConnection, type CallAbout } from './connection.ts';
import type { Names } from './names.ts';
import { LONGEST_QUERY_URI } from './soql.ts';
import type { SalesforceQuery, SalesforceRow } from './types.ts';

/** Salesforce takes at most five queries in one composite call. */
const QUERIES_PER_COMPOSITE = 5;

interface QueryPage {
  readonly rows: Record<string, unknown>[];
  readonly next: string | undefined;
}

/** Page by page along `nextRecordsUrl`; rows are keyed by logical names. */
export async function* queryPages<Row extends SalesforceRow>(
  caller: SalesforceCaller,
  names: Names,
  soql: string,
  options: { readonly includesDeleted?: boolean },
): AsyncIterable<Row[]> {
  let page: QueryPage | undefined = await firstPage(caller, names, soql, options.includesDeleted ?? false);
  while (page !== undefined) {
    yield toRows<Row>(names, page);
    page = page.next === undefined ? undefined : await nextPage(caller, names, page.next, soql);
  }
}

/** Several queries in as few calls as composite allows; answers in the order of the queries, further pages followed. */
export async function queryMany<Row extends SalesforceRow>(
  caller: SalesforceCaller,
  names: Names,
  queries: readonly (string | SalesforceQuery)[],
): Promise<Row[][]> {
  const answers: Row[][] = [];
  for (let start = 0; start < queries.length; start += QUERIES_PER_COMPOSITE) {
    const chunk = queries.slice(start, start + QUERIES_PER_COMPOSITE).map(queryOf);
    for (const [index, first] of (await compositePages(caller, names, chunk)).entries()) {
      const rows = toRows<Row>(names, first);
      for (let next = first.next; next !== undefined;) {
        const page: QueryPage = await nextPage(caller, names, next, chunk[index]?.soql ?? '');
        rows.push(...toRows<Row>(names, page));
        next = page.next;
      }
      answers.push(rows);
    }
  }
  return answers;
}

async function firstPage(caller: SalesforceCaller, names: Names, soql: string, includesDeleted: boolean): Promise<QueryPage> {
  const words = names.soqlToOrg(soql);
  if (encodeURIComponent(words).length > LONGEST_QUERY_URI + 64) {
    const [page] = await compositePages(caller, names, [{ soql, includesDeleted }]);
    if (page !== undefined) return page;
  }
  return readPage(
    await withConnection(caller, readingOf(names, soql), (connection) => connection.query(words, { scanAll: includesDeleted })),
  );
}

/** jsforce takes the locator out of the URL and puts it below the org's own: our token goes to no other host. */
async function nextPage(caller: SalesforceCaller, names: Names, next: string, soql: string): Promise<QueryPage> {
  return readPage(await withConnection(caller, readingOf(names, soql), (connection) => connection.queryMore(next)));
}

async function compositePages(caller: SalesforceCaller, names: Names, queries: readonly SalesforceQuery[]): Promise<QueryPage[]> {
  const compositeRequest = queries.map(({ soql, includesDeleted }, index) => ({
    method: 'GET',
    url: `${API_PATH}/${includesDeleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(names.soqlToOrg(soql))}`,
    referenceId: `q${index}`,
  }));
  const answer = await withConnection(caller, readingOf(names, queries[0]?.soql ?? ''), (connection) =>
    connection.requestPost<CompositeAnswer | null>('/composite', { allOrNone: false, compositeRequest }),
  );
  return queries.map(({ soql }, index) => {
    const part = answer?.compositeResponse?.[index];
    if (part === undefined) throw new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_parts') });
    const [fault] = part.httpStatusCode >= 400 ? readFaults(part.body) : [];
    if (fault !== undefined) throw classifyFault(fault, { object: objectIn(soql), names, scale: caller.clock.scale });
    return readPage(part.body);
  });
}

function queryOf(query: string | SalesforceQuery): SalesforceQuery {
  return typeof query === 'string' ? { soql: query, includesDeleted: false } : query;
}

interface CompositeAnswer {
  readonly compositeResponse?: readonly { readonly body: unknown; readonly httpStatusCode: number }[];
}

function readingOf(names: Names, soql: string): CallAbout {
  return { object: objectIn(soql), isRepeatable: true, names };
}

function readPage(body: unknown): QueryPage {
  const { records, nextRecordsUrl, done } = (body ?? {}) as {
    records?: Record<string, unknown>[];
    nextRecordsUrl?: string;
    done?: boolean;
  };
  if (!Array.isArray(records)) throw new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_records') });
  if (done !== false) return { rows: records, next: undefined };
  if (nextRecordsUrl === undefined) throw new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_end') });
  return { rows: records, next: nextRecordsUrl };
}

function toRows<Row extends SalesforceRow>(names: Names, page: QueryPage): Row[] {
  return page.rows.map((row) => names.rowToLogical(row) as Row);
}

function objectIn(soql: string): string {
  return /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? 'query';
}
