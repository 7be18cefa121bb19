import { isTandemError, TandemError } from '../errors/index.ts';
import type { SalesforceAnswer, SalesforceCaller } from './caller.ts';
import { withConnection } from './connection.ts';
import type { Names } from './names.ts';
import type { SalesforceFieldDescribe, SalesforceObjectDescribe } from './types.ts';

const DESCRIBES_LIVE_MS = 60 * 60_000;

interface Known {
  readonly describe: SalesforceObjectDescribe;
  readonly readAt: number;
  readonly lastModified: string | undefined;
  readonly etag: string | undefined;
}

/** What the objects of one org look like. Kept for an hour, then asked for only if it changed. */
export class DescribeCache {
  readonly #known = new Map<string, Known>();
  readonly #running = new Map<string, Promise<SalesforceObjectDescribe>>();

  /** Fails with `salesforce_object_missing` when the org has no such object or hides it. */
  async get(
    caller: SalesforceCaller,
    names: Names,
    object: string,
    { isFresh = false }: { readonly isFresh?: boolean } = {},
  ): Promise<SalesforceObjectDescribe> {
    const known = this.#known.get(object);
    const isYoung = known !== undefined && caller.clock.now().getTime() - known.readAt < DESCRIBES_LIVE_MS;
    if (isYoung && !isFresh) return known.describe;
    const running = this.#running.get(object);
    if (running !== undefined) return await running;
    const reading = this.#read(caller, names, object, known).finally(() => this.#running.delete(object));
    this.#running.set(object, reading);
    return await reading;
  }

  async #read(
    caller: SalesforceCaller,
    names: Names,
    object: string,
    known: Known | undefined,
  ): Promise<SalesforceObjectDescribe> {
    let answer: SalesforceAnswer | undefined;
    const about = {
      object,
      isRepeatable: true,
      headers: conditions(known),
      onAnswer: (seen: SalesforceAnswer) => (answer = seen),
    };
    const body = await withConnection(caller, about, (connection) => connection.describe(names.toOrg(object))).catch(
      (error: unknown) => {
        throw isTandemError(error, 'salesforce_record_missing')
          ? new TandemError('salesforce_object_missing', { object }, { cause: error })
          : error;
      },
    );
    const readAt = caller.clock.now().getTime();
    const describe = answer?.status === 304 && known !== undefined ? known.describe : toDescribe(object, names, body);
    const lastModified = answer?.headers['last-modified'] ?? known?.lastModified;
    this.#known.set(object, { describe, readAt, lastModified, etag: answer?.headers['etag'] ?? known?.etag });
    return describe;
  }
}

function conditions(known: Known | undefined): Record<string, string> {
  return {
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
  };
}

interface RawField {
  readonly name: string;
  readonly type: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly nillable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly restrictedPicklist?: boolean;
  readonly picklistValues?: readonly { readonly value: string; readonly active?: boolean }[];
}

function toDescribe(object: string, names: Names, body: unknown): SalesforceObjectDescribe {
  const raw = body as {
    readonly keyPrefix?: string | null;
    readonly createable?: boolean;
    readonly updateable?: boolean;
    readonly deletable?: boolean;
    readonly fields?: readonly RawField[];
  } | null;
  const fields = (raw?.fields ?? []).map((field) => toField(field, names));
  return {
    name: object,
    keyPrefix: raw?.keyPrefix ?? undefined,
    createable: raw?.createable ?? false,
    updateable: raw?.updateable ?? false,
    deletable: raw?.deletable ?? false,
    fields: new Map(fields.map((field) => [field.name, field])),
  };
}

function toField(field: RawField, names: Names): SalesforceFieldDescribe {
  return {
    name: names.toLogical(field.name),
    type: field.type,
    length: field.length ?? 0,
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    nillable: field.nillable ?? true,
    createable: field.createable ?? false,
    updateable: field.updateable ?? false,
    picklist: (field.picklistValues ?? []).filter(({ active }) => active !== false).map(({ value }) => value),
    restrictedPicklist: field.restrictedPicklist ?? false,
  };
}
