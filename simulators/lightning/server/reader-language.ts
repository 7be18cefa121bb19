import type { FastifyRequest } from 'fastify';
import { SOURCE_LANGUAGE } from '../build/labels.ts';

/** What `?lang=` may say, and the language of Salesforce that it means. */
const LANGUAGES: Readonly<Record<string, string>> = { en: SOURCE_LANGUAGE, nl: 'nl_NL' };
const COOKIE = 'lang';

/** The reader's language: what the address says, else what it said before, else English. */
export function readLanguage({ query, headers }: FastifyRequest): string {
  const { lang } = query as { lang?: string };
  const [, kept] = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(headers.cookie ?? '') ?? [];
  return LANGUAGES[lang ?? ''] ?? LANGUAGES[kept ?? ''] ?? SOURCE_LANGUAGE;
}

/** Keeps the language for the links of the page, which do not name it. */
export function languageCookie(language: string): string {
  return `${COOKIE}=${language.slice(0, 2)}; Path=/; HttpOnly; SameSite=Strict`;
}

/** `nl_NL` -> `nl-NL`, as pages name it. */
export function languageTag(language: string): string {
  return language.replace('_', '-');
}
