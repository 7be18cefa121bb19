import { TandemError } from '../errors/index.ts';
import { API_PATH, type SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import type { Names } from './names.ts';
import { LONGEST_QUERY_URI } from './soql.ts';
import type { SalesforceRow } from './types.ts';

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
): AsyncIterable<Row[]> {
  let page: QueryPage | undefined = await firstPage(caller, names, soql);
  while (page !== undefined) {
    yield toRows<Row>(names, page);
    page = page.next === undefined ? undefined : await nextPage(caller, names, page.next, soql);
  }
}

/** Several queries in as few calls as composite allows; answers in the order of the queries, further pages followed. */
export async function queryMany<Row extends SalesforceRow>(
  caller: SalesforceCaller,
  names: Names,
  soqls: readonly string[],
): Promise<Row[][]> {
  const answers: Row[][] = [];
  for (let start = 0; start < soqls.length; start += QUERIES_PER_COMPOSITE) {
    const chunk = soqls.slice(start, start + QUERIES_PER_COMPOSITE);
    for (const [index, first] of (await compositePages(caller, names, chunk)).entries()) {
      const rows = toRows<Row>(names, first);
      for (let next = first.next; next !== undefined;) {
        const page: QueryPage = await nextPage(caller, names, next, chunk[index] ?? '');
        rows.push(...toRows<Row>(names, page));
        next = page.next;
      }
      answers.push(rows);
    }
  }
  return answers;
}

async function firstPage(caller: SalesforceCaller, names: Names, soql: string): Promise<QueryPage> {
  const path = queryPath(names, soql);
  if (path.length > LONGEST_QUERY_URI + API_PATH.length + 64) {
    const [page] = await compositePages(caller, names, [soql]);
    if (page !== undefined) return page;
  }
  const answer = await caller.send({ method: 'GET', path, object: objectIn(soql), isRepeatable: true }, names);
  return readPage(answer.body);
}

async function nextPage(caller: SalesforceCaller, names: Names, next: string, soql: string): Promise<QueryPage> {
  // A path only, so that an answer cannot send our token to another host.
  if (!next.startsWith('/services/data/'))
    throw new TandemError('salesforce_unreadable_answer', { text: 'a next page outside of the API' });
  const answer = await caller.send({ method: 'GET', path: next, object: objectIn(soql), isRepeatable: true }, names);
  return readPage(answer.body);
}

async function compositePages(caller: SalesforceCaller, names: Names, soqls: readonly string[]): Promise<QueryPage[]> {
  const compositeRequest = soqls.map((soql, index) => ({ method: 'GET', url: queryPath(names, soql), referenceId: `q${index}` }));
  const request = {
    method: 'POST',
    path: `${API_PATH}/composite`,
    object: objectIn(soqls[0] ?? ''),
    isRepeatable: true,
  } as const;
  const answer = await caller.send({ ...request, body: { allOrNone: false, compositeRequest } }, names);
  const { compositeResponse } = answer.body as { compositeResponse?: { body: unknown; httpStatusCode: number }[] };
  return soqls.map((soql, index) => {
    const part = compositeResponse?.[index];
    if (part === undefined)
      throw new TandemError('salesforce_unreadable_answer', { text: 'a composite answer without all its parts' });
    const [fault] = part.httpStatusCode >= 400 ? readFaults(part.body) : [];
    if (fault !== undefined) throw classifyFault(fault, { object: objectIn(soql), names, scale: caller.clock.scale });
    return readPage(part.body);
  });
}

function queryPath(names: Names, soql: string): string {
  return `${API_PATH}/query?q=${encodeURIComponent(names.soqlToOrg(soql))}`;
}

function readPage(body: unknown): QueryPage {
  const { records, nextRecordsUrl, done } = (body ?? {}) as {
    records?: Record<string, unknown>[];
    nextRecordsUrl?: string;
    done?: boolean;
  };
  if (!Array.isArray(records)) throw new TandemError('salesforce_unreadable_answer', { text: 'a query answer without records' });
  return { rows: records, next: done === false ? nextRecordsUrl : undefined };
}

function toRows<Row extends SalesforceRow>(names: Names, page: QueryPage): Row[] {
  return page.rows.map((row) => names.rowToLogical(row) as Row);
}

function objectIn(soql: string): string {
  return /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? 'query';
}
