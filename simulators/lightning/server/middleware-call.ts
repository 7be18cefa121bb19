import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Callout } from '../apex/index.ts';

/** What the browser gets: the answer itself, or the message of an AuraHandledException. */
export interface ApexAnswer {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 30_000;

/** Makes the callouts of the package's Apex with the org's API key, which never leaves this process. */
export class MiddlewareCaller {
  private readonly serviceUrl: string;
  private readonly labels: ReadonlyMap<string, string>;
  private apiKey: string;

  constructor(serviceUrl: string, apiKey: string, packageDirectory: string) {
    this.serviceUrl = serviceUrl.replace(/\/$/, '');
    this.apiKey = apiKey;
    this.labels = readLabels(packageDirectory);
  }

  /** A custom label of the package. */
  label(name: string): string {
    return this.labels.get(name) ?? name;
  }

  async call(callout: Callout): Promise<ApexAnswer> {
    const isPairing = callout.credential === 'Tandem_Pairing';
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.serviceUrl}${callout.path}`, {
        method: callout.verb,
        headers: { ...callout.headers, ...(isPairing ? {} : { Authorization: `Bearer ${this.apiKey}` }) },
        ...(callout.body === undefined ? {} : { body: callout.body }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch {
      return toApexError(this.problem('middleware_unreachable', 'Unreachable'));
    }
    return this.toAnswer(response, text, isPairing);
  }

  private toAnswer(response: Response, text: string, isPairing: boolean): ApexAnswer {
    if (response.ok && text.trim() === '') {
      return { status: 200, body: null };
    }
    const body = parseJson(text);
    if (typeof body !== 'object' || body === null) {
      return toApexError(this.problem('middleware_unreadable', 'Unreadable', response.status));
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
  private problem(code: string, name: string, status?: number): object {
    const text = (part: string): string => this.labels.get(`Middleware_${name}_${part}`)?.replace('{0}', String(status)) ?? '';
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

function readLabels(packageDirectory: string): Map<string, string> {
  const file = path.join(packageDirectory, 'labels/CustomLabels.labels-meta.xml');
  const parser = new XMLParser({ isArray: (name) => name === 'labels', parseTagValue: false });
  const document = parser.parse(readFileSync(file, 'utf8')) as {
    CustomLabels: { labels: { fullName: string; value: string }[] };
  };
  return new Map(document.CustomLabels.labels.map(({ fullName, value }) => [fullName, value]));
}
