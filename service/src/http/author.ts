import type { FastifyRequest } from 'fastify';
import { UNNAMED } from '../errors/index.ts';

/** Who acts, URL-encoded in UTF-8: the package sends the name of the running user. */
const AUTHOR_HEADER = 'x-salesforce-user';
const MAX_AUTHOR_LENGTH = 200;

/** The name of the person behind a request, as the package tells it; one that cannot be read is "Salesforce administrator". */
export function authorOf({ headers }: FastifyRequest): string {
  const header = headers[AUTHOR_HEADER];
  if (typeof header !== 'string') return UNNAMED.administrator;
  try {
    const name = plainText(decodeURIComponent(header.replaceAll('+', ' ')));
    return name === '' || name.length > MAX_AUTHOR_LENGTH ? UNNAMED.administrator : name;
  } catch {
    return UNNAMED.administrator;
  }
}

/** What a person wrote, without what turns the text around it or breaks its line. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '').trim();
}
