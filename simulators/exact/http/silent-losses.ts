import { isJsonObject, type Json, type JsonObject } from '../records/read-body.ts';
import type { Request } from './answer.ts';

/** What users report that Exact leaves out of a document under a 201, without a word. */
export const SILENT_LOSSES = ['losesLine', 'losesGuids', 'losesCurrency'] as const;

export type SilentLoss = (typeof SILENT_LOSSES)[number];

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const isLines = (value: Json | undefined): value is Json[] => Array.isArray(value);

const kept: Readonly<Record<SilentLoss, (body: JsonObject) => JsonObject>> = {
  losesLine: (body) =>
    Object.fromEntries(Object.entries(body).map(([name, value]) => [name, isLines(value) ? value.slice(0, -1) : value])),
  // A document without its debtor would be refused.
  losesGuids: (body) =>
    Object.fromEntries(
      Object.entries(body).filter(
        ([name, value]) =>
          ['OrderedBy', 'OrderAccount', 'Customer'].includes(name) || typeof value !== 'string' || !GUID.test(value),
      ),
    ),
  losesCurrency: ({ Currency: _currency, ...body }) => body,
};

/** The call as Exact takes it then. */
export const withLoss = (request: Request, loss: SilentLoss): Request => {
  const body = JSON.parse(request.body.toString('utf8')) as Json;
  return isJsonObject(body) ? { ...request, body: Buffer.from(JSON.stringify(kept[loss](body))) } : request;
};
