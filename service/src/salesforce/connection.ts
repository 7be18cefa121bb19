import { phrase, TandemError } from '../errors/index.ts';
import { unreadable, type SalesforceAnswer, type SalesforceCaller } from './caller.ts';
import { loadJsforce, type Connection } from './jsforce.ts';
import type { Names } from './names.ts';

const VERSION = '67.0';
/** Where paths of this API begin. */
export const API_PATH = `/services/data/v${VERSION}`;

/** Stands for the org in what jsforce asks for: it knows neither the host nor the token, and can send nothing elsewhere. */
const ORG = 'https://org.invalid';
/** A type of content that jsforce hands on as it is: the answer was parsed before, without losing digits. */
const PARSED = 'application/x-parsed';

/** What jsforce does not know of a call. */
export interface CallAbout {
  /** For the words of an error. */
  readonly object: string;
  /** True when doing it twice is the same as doing it once: only then a lost answer is asked for again. */
  readonly isRepeatable: boolean;
  /** Fields in an error carry logical names when these are known. */
  readonly names?: Names | undefined;
  /** The answer is CSV: its body is the text as it came. */
  readonly isCsvAnswer?: boolean | undefined;
  /** The body has a file within it. */
  readonly isUpload?: boolean | undefined;
  /** Beside those that jsforce sends. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sees the answer where jsforce gives its body only. */
  readonly onAnswer?: ((answer: SalesforceAnswer) => void) | undefined;
}

/**
 * One call that jsforce words and `caller` makes: its token, bounds, retries and errors. What jsforce itself cannot word is a
 * refused request, what it cannot read an unreadable answer; nothing but a TandemError or the reason of an abort is thrown.
 */
export async function withConnection<Result>(
  caller: SalesforceCaller,
  about: CallAbout,
  work: (connection: Connection) => PromiseLike<Result>,
): Promise<Result> {
  const jsforce = loadJsforce();
  // Without a token and without a way to another: a lasting refusal ends in the caller, after one new token.
  const connection = new jsforce.Connection({ instanceUrl: ORG, version: VERSION, logLevel: 'NONE' });
  const call: { wasSent: boolean; failure?: { readonly error: unknown } } = { wasSent: false };
  connection._transport = jsforce.transport(async ({ method, url, headers, body, responseType }) => {
    const request = { ...about, ...placeOf(method, url), headers: { ...headers, ...about.headers }, body };
    call.wasSent = true;
    const answer = await caller.send(request).catch((error: unknown) => {
      call.failure = { error };
      throw error;
    });
    about.onAnswer?.(answer);
    // Where jsforce goes by no type of content it parses once more: only what an ingest job says of itself.
    const content = responseType === 'application/json' ? JSON.stringify(answer.body) : answer.body;
    return { status: answer.status, contentType: PARSED, body: content };
  });
  try {
    return await work(connection);
  } catch (thrown) {
    if (call.failure !== undefined) throw call.failure.error;
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    throw call.wasSent
      ? unreadable(about, text, thrown)
      : new TandemError('salesforce_request_refused', { salesforceCode: phrase('before_sending'), text }, { cause: thrown });
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

function placeOf(method: string, url: string): { readonly method: Method; readonly path: string } {
  if (!url.startsWith(`${ORG}/services/data/`)) throw new TypeError('jsforce asks for something outside of the API');
  return { method: method as Method, path: url.slice(ORG.length) };
}
