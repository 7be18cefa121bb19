import { parseJson } from '../wire/index.ts';
import { isTandemError, phrase, TandemError } from '../errors/index.ts';
import type { Answer, Caller } from './caller.ts';
import { unreadable } from './classify.ts';
import { unwrap, type ExactPage } from './envelope.ts';
import { allOf, anyOf, guidEquals, integerEquals, quoteGuid, textEquals } from './filter.ts';
import { budgetKey, type DivisionMemory, type ExactApp } from './ports.ts';
import type { ExactBody, ExactDivision, ExactFilter, ExactResource, ExactValue } from './types.ts';
import type { ExactDivisionInfo } from './resources/index.ts';

/** No published limit; gateways commonly cut at about this length. */
const LONGEST_URL = 2_000;

const EQUALS = { text: textEquals, guid: guidEquals, integer: integerEquals } as const;
const COUNT = /^\d+$/;

/** Puts a filter into the one that all rows of a question fulfil. */
type Wrap = (filter: string) => string;

export interface DivisionParts {
  readonly caller: Caller;
  readonly app: ExactApp;
  readonly division: number;
  readonly memory: DivisionMemory;
}

/** The client of one division. */
export class DivisionClient implements ExactDivision {
  readonly division: number;
  readonly host: string;
  readonly #caller: Caller;
  readonly #app: ExactApp;
  readonly #memory: DivisionMemory;

  constructor(parts: DivisionParts) {
    this.division = parts.division;
    this.host = parts.app.baseUrl;
    this.#caller = parts.caller;
    this.#app = parts.app;
    this.#memory = parts.memory;
  }

  get callsSpent(): number {
    return this.#caller.callsSpent;
  }

  get writesUnanswered(): number {
    return this.#caller.writesUnanswered;
  }

  async *pages<Row>(resource: ExactResource<Row>, query: ExactFilter = {}): AsyncIterable<Row[]> {
    let url: string | undefined = this.#url(resource, query);
    while (url !== undefined) {
      const page: ExactPage = await this.#page(resource, url);
      yield page.rows.map((row) => resource.parse(row));
      url = this.#nextUrl(resource, page.next, url);
    }
  }

  async find<Row>(resource: ExactResource<Row>, query: ExactFilter): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of this.pages(resource, query)) rows.push(...page);
    return rows;
  }

  async findAny<Row>(
    resource: ExactResource<Row>,
    field: string,
    kind: 'text' | 'guid' | 'integer',
    values: readonly string[],
    within?: string,
  ): Promise<Row[]> {
    const equals = EQUALS[kind];
    const wrapped: Wrap = (filter) => (within === undefined ? filter : allOf(within, filter));
    const filters = [...new Set(values)].map((value) => equals(field, value));
    const rows: Row[] = [];
    while (filters.length > 0) {
      const isJoined = filters.length > 1 && (await this.#memory.acceptsOr(this.#memoryKey())) !== false;
      const chunk = isJoined ? this.#chunk(resource, filters, wrapped) : filters.slice(0, 1);
      const found =
        chunk.length > 1
          ? await this.#findJoined(resource, chunk, wrapped)
          : await this.find(resource, { filter: wrapped(chunk[0] ?? '') });
      rows.push(...found);
      filters.splice(0, chunk.length);
    }
    return rows;
  }

  async joinsFilters(): Promise<boolean> {
    return (await this.#memory.acceptsOr(this.#memoryKey())) === true;
  }

  async count(path: string, filter?: string): Promise<number> {
    const request = { method: 'GET', path, division: this.division, isText: true } as const;
    const query = filter === undefined ? '' : `?$filter=${encodeQuery(filter)}`;
    const answer = await this.#caller.send({
      ...request,
      url: `${this.#app.baseUrl}/api/v1/${this.division}/${path}/$count${query}`,
    });
    const text = answer.text.trim();
    if (!COUNT.test(text)) throw unreadable(request, phrase('answer_status_unreadable', { status: answer.status }));
    return Number(text);
  }

  async readFile(address: string, maxBytes: number): Promise<Buffer | undefined> {
    const { origin } = new URL(this.#app.baseUrl);
    const place = URL.canParse(address, origin) ? new URL(address, origin) : undefined;
    if (place?.origin !== origin) return undefined;
    const answer = await this.#caller.send({
      method: 'GET',
      path: place.pathname.replace(/^\/+/, ''),
      division: this.division,
      // Without what else an address may carry, such as a user.
      url: `${origin}${place.pathname}${place.search}`,
      maxFileBytes: maxBytes,
    });
    return answer.bytes;
  }

  async create<Row>(resource: ExactResource<Row>, body: ExactBody): Promise<Row> {
    const request = { method: 'POST', path: resource.path, division: this.division } as const;
    const answer = await this.#caller.send({ ...request, url: this.#base(resource), body: JSON.stringify(body) });
    const row = readPage(answer)?.rows[0];
    if (row === undefined) throw unreadable(request, phrase('answer_status_unrecorded', { status: answer.status }));
    return resource.parse(row);
  }

  async update(resource: ExactResource<unknown>, id: string, body: ExactBody): Promise<void> {
    await this.#caller.send({
      method: 'PUT',
      path: resource.path,
      division: this.division,
      url: this.#keyUrl(resource, id),
      body: JSON.stringify(body),
    });
  }

  async remove(resource: ExactResource<unknown>, id: string): Promise<void> {
    await this.#caller.send({ method: 'DELETE', path: resource.path, division: this.division, url: this.#keyUrl(resource, id) });
  }

  /** One call for many values. The first time ever it is also the probe: see `#findSingly`. */
  async #findJoined<Row>(resource: ExactResource<Row>, filters: readonly string[], wrapped: Wrap): Promise<Row[]> {
    const key = this.#memoryKey();
    try {
      const rows = await this.find(resource, { filter: wrapped(anyOf(...filters)) });
      if ((await this.#memory.acceptsOr(key)) === undefined) await this.#memory.rememberOr(key, true);
      return rows;
    } catch (error) {
      const isRefusal = isTandemError(error, 'exact_bad_request') || isTandemError(error, 'exact_required_field');
      if (!isRefusal || (await this.#memory.acceptsOr(key)) === true) throw error;
      return await this.#findSingly(resource, filters, wrapped);
    }
  }

  /** `or` was refused: one call a value. Remembered only when a single value is accepted, so that a bad field is not mistaken for it. */
  async #findSingly<Row>(resource: ExactResource<Row>, filters: readonly string[], wrapped: Wrap): Promise<Row[]> {
    const rows: Row[] = [];
    for (const [index, filter] of filters.entries()) {
      rows.push(...(await this.find(resource, { filter: wrapped(filter) })));
      if (index === 0) await this.#memory.rememberOr(this.#memoryKey(), false);
    }
    return rows;
  }

  #chunk(resource: ExactResource<unknown>, filters: readonly string[], wrapped: Wrap): string[] {
    const room = LONGEST_URL - this.#url(resource, { filter: wrapped('') }).length;
    const chunk: string[] = [];
    let used = 0;
    for (const filter of filters) {
      used += encodeQuery(`${filter} or `).length;
      if (chunk.length > 0 && used > room) break;
      chunk.push(filter);
    }
    return chunk;
  }

  async #page(resource: ExactResource<unknown>, url: string): Promise<ExactPage> {
    const request = { method: 'GET', path: resource.path, division: this.division } as const;
    const answer = await this.#caller.send({ ...request, url });
    const page = readPage(answer);
    if (page === undefined) throw unreadable(request, phrase('answer_status_unreadable', { status: answer.status }));
    return page;
  }

  /** `__next` is followed verbatim, but only to where the first page came from: an answer must not send our token elsewhere. */
  #nextUrl(resource: ExactResource<unknown>, next: string | undefined, current: string): string | undefined {
    if (next === undefined) return undefined;
    const isSafe = URL.canParse(next) && new URL(next).origin === new URL(this.#app.baseUrl).origin && next !== current;
    if (isSafe) return next;
    const request = { method: 'GET', path: resource.path, division: this.division } as const;
    throw unreadable(
      request,
      URL.canParse(next) ? phrase('answer_next_elsewhere', { host: new URL(next).host }) : phrase('answer_next_nowhere'),
    );
  }

  #url(resource: ExactResource<unknown>, query: ExactFilter): string {
    const parts = [
      ...Object.entries(query.parameters ?? {}),
      ...(query.filter === undefined ? [] : [['$filter', query.filter] as const]),
      ...(query.parameters === undefined ? [['$select', resource.select.join(',')] as const] : []),
      ...(resource.expand.length === 0 ? [] : [['$expand', resource.expand.join(',')] as const]),
      ...(query.orderBy === undefined ? [] : [['$orderby', query.orderBy] as const]),
      ...(query.top === undefined ? [] : [['$top', String(query.top)] as const]),
      ...(query.after === undefined ? [] : [['$skiptoken', quoteGuid(query.after)] as const]),
    ];
    return `${this.#base(resource)}?${parts.map(([name, value]) => `${name}=${encodeQuery(value)}`).join('&')}`;
  }

  #keyUrl(resource: ExactResource<unknown>, id: string): string {
    return `${this.#base(resource)}(${quoteGuid(id)})`;
  }

  /** `current/Me` is the only path without a division. */
  #base(resource: ExactResource<unknown>): string {
    const isCurrent = resource.path.startsWith('current/');
    return `${this.#app.baseUrl}/api/v1/${isCurrent ? '' : `${this.division}/`}${resource.path}`;
  }

  #memoryKey(): string {
    return budgetKey(this.#app, this.division);
  }
}

/** As it goes over the wire: URLs escape the single quote too, which counts for the length. */
function encodeQuery(value: string): string {
  return encodeURIComponent(value).replaceAll("'", '%27');
}

function readPage(answer: Answer): ExactPage | undefined {
  try {
    return unwrap(parseJson(answer.text) as ExactValue);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Fails with `exact_wrong_division`, naming what is granted, unless every wanted division is granted and usable. */
export function requireDivisions(
  wanted: readonly number[],
  granted: readonly Pick<ExactDivisionInfo, 'Code' | 'Description' | 'BlockingStatus'>[],
): void {
  const usable = granted.filter(({ BlockingStatus: status }) => (status ?? 0) === 0);
  const missing = wanted.find((division) => !usable.some(({ Code: code }) => code === division));
  if (missing === undefined) return;
  const names = usable
    .map(({ Code: code, Description: name }) => (name === null ? String(code) : `${code} (${name})`))
    .join(', ');
  throw new TandemError('exact_wrong_division', {
    division: missing,
    granted: names === '' ? phrase('exact_none_granted') : phrase('exact_granted', { divisions: names }),
  });
}
