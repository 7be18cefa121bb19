import type { Callout } from '../apex/index.ts';
import { readLabels, SOURCE_LANGUAGE, type LabelTexts } from '../build/labels.ts';
import { languageTag } from './reader-language.ts';

/** What the browser gets: the answer itself, or the message of an AuraHandledException. */
export interface ApexAnswer {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 30_000;

/** Makes the callouts of the package's Apex with the org's API key, which never leaves this process. */
export class MiddlewareCaller {
  private readonly serviceUrl: string;
  private readonly labels: ReadonlyMap<string, LabelTexts>;
  private apiKey: string;

  constructor(serviceUrl: string, apiKey: string, packageDirectory: string) {
    this.serviceUrl = serviceUrl.replace(/\/$/, '');
    this.apiKey = apiKey;
    this.labels = readLabels(packageDirectory);
  }

  /** A custom label of the package, in a language of Salesforce such as `nl_NL`. */
  label(name: string, language: string): string {
    const texts = this.labels.get(name);
    return texts?.[language] ?? texts?.[SOURCE_LANGUAGE] ?? name;
  }

  /** @param language of the reader: what the service is asked in, and in which the package says that there was no usable answer */
  async call(callout: Callout, language: string): Promise<ApexAnswer> {
    const isPairing = callout.credential === 'Tandem_Pairing';
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.serviceUrl}${callout.path}`, {
        method: callout.verb,
        headers: {
          ...callout.headers,
          // The address of a page says who reads, for every callout that was followed once at the start.
          'Accept-Language': languageTag(language),
          ...(isPairing ? {} : { Authorization: `Bearer ${this.apiKey}` }),
        },
        ...(callout.body === undefined ? {} : { body: callout.body }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch {
      return toApexError(this.problem('middleware_unreachable', 'Unreachable', language));
    }
    return this.toAnswer(response, text, { isPairing, language });
  }

  private toAnswer(
    response: Response,
    text: string,
    { isPairing, language }: { readonly isPairing: boolean; readonly language: string },
  ): ApexAnswer {
    if (response.ok && text.trim() === '') {
      return { status: 200, body: null };
    }
    const body = parseJson(text);
    if (typeof body !== 'object' || body === null) {
      return toApexError(this.problem('middleware_unreadable', 'Unreadable', language, response.status));
    }
    if (!response.ok) {
      return toApexError(body);
    }
    return { status: 200, body: isPairing ? this.keepKey(body as Record<string, unknown>) : body };
  }

  /** In the org, Apex puts the key into the external credential and hands on the rest. */
  private keepKey({ apiKey, ...rest }: Record<string, unknown>): object {
    this.apiKey = typeof apiKey === 'string' ? apiKey : this.apiKey;
    return rest;
  }

  /** The problem that `MiddlewareException` makes of a call without a usable answer, from the package's own labels. */
  private problem(code: string, name: string, language: string, status?: number): object {
    const text = (part: string): string => this.label(`Middleware_${name}_${part}`, language).replace('{0}', String(status));
    return { code, title: text('Title'), detail: text('Detail'), action: text('Action') };
  }
}

/** What Lightning gets of a problem that the package's Apex throws. */
export function toApexError(problem: object): ApexAnswer {
  return {
    status: 500,
    body: { exceptionType: 'System.AuraHandledException', isUserDefinedException: false, message: JSON.stringify(problem) },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
