import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { ApiError, badRequest } from '../errors.ts';

const MAX_BODY_BYTES = 160 * 1024 * 1024;
/** A file that is text within JSON may be 37.5 MB, which are 50 MB of text; a larger one has to come as multipart. */
const MAX_JSON_BYTES = 50 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Part {
  readonly name: string;
  readonly isJson: boolean;
  readonly content: Buffer;
}

const readParts = (contentType: string, body: Buffer): Promise<Part[]> =>
  new Promise((resolve, reject) => {
    const parts: Part[] = [];
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      limits: { fileSize: MAX_BODY_BYTES },
    });
    parser.on('file', (name, stream, fileName: string | undefined, _encoding, mimeType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        parts.push({ name, isJson: mimeType === 'application/json' || fileName === undefined, content: Buffer.concat(chunks) }),
      );
    });
    parser.on('finish', () => resolve(parts));
    parser.on('error', () => reject(badRequest('INVALID_MULTIPART_REQUEST', 'The multipart body cannot be read')));
    parser.end(body);
  });

/** Fields and file of a multipart upload as one JSON body: the JSON part plus the binary in base64. */
const readMultipart = async (contentType: string, body: Buffer): Promise<unknown> => {
  const merged: Record<string, unknown> = {};
  for (const { name, isJson, content } of await readParts(contentType, body)) {
    if (isJson) Object.assign(merged, parseJson(content));
    else merged[name] = content.toString('base64');
  }
  return merged;
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    throw badRequest(
      'JSON_PARSER_ERROR',
      `Unexpected character in the body: ${error instanceof Error ? error.message : ''} at [line:1, column:1]`,
    );
  }
};

/**
 * The body as the resources expect it: parsed JSON, one object for a multipart upload, raw bytes for CSV.
 *
 * @throws ApiError 415 for another media type, JSON_PARSER_ERROR for broken JSON
 */
export async function parseBody(contentType: string | undefined, body: Buffer): Promise<unknown> {
  if (body.length === 0) return undefined;
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' && body.length > MAX_JSON_BYTES)
    throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The request body is too large');
  if (type === 'application/json') return parseJson(body);
  if (type === 'multipart/form-data') return readMultipart(contentType ?? '', body);
  if (type === 'text/csv') return body;
  throw new ApiError(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Content-Type header specified in HTTP request is not supported: ${contentType ?? 'none'}`,
  );
}
