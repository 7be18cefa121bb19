import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from '../errors.ts';

const MAX_BODY_BYTES = 160 * 1024 * 1024;

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

/** Fields and file of a multipart upload as one JSON body: the JSON part plus the binary in base64. */
const readMultipart = async (contentType: string, body: Buffer): Promise<unknown> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData().catch(() => {
    throw badRequest('INVALID_MULTIPART_REQUEST', 'The multipart body cannot be read');
  });
  const merged: Record<string, unknown> = {};
  for (const [name, part] of form) {
    const isJson = typeof part === 'string' || part.type.startsWith('application/json');
    const content = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
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
  if (type === 'application/json') return parseJson(body);
  if (type === 'multipart/form-data') return readMultipart(contentType ?? '', body);
  if (type === 'text/csv') return body;
  throw new ApiError(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Content-Type header specified in HTTP request is not supported: ${contentType ?? 'none'}`,
  );
}
