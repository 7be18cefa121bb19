import Negotiator from 'negotiator';
import { ENGLISH, LANGUAGES, type Language } from '../errors/index.ts';
import type { HttpApp } from './app-types.ts';

/** A browser sends a handful of languages; a longer list is read by nobody's choice. */
const LONGEST_HEADER = 200;

/** Gives each request the language of its reader, by `Accept-Language`, and tells it in the answer. English where none is known. */
export function readLanguage(app: HttpApp): void {
  app.decorateRequest('language', ENGLISH);
  app.addHook('onRequest', async (request, reply) => {
    request.language = languageOfHeader(request.headers['accept-language']);
    void reply.header('content-language', request.language).header('vary', 'accept-language');
  });
}

/** The language that a header asks for most among those that Tandem speaks. */
export function languageOfHeader(header: string | undefined): Language {
  if (header === undefined || header.length > LONGEST_HEADER) return ENGLISH;
  const wanted = new Negotiator({ headers: { 'accept-language': header.toLowerCase() } }).language(LANGUAGES);
  return LANGUAGES.find((language) => language === wanted) ?? ENGLISH;
}
