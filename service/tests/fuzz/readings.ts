import { XMLParser } from 'fast-xml-parser';

/** One operation of the interface, and what the fuzzer found at it. */
export interface TestedOperation {
  readonly name: string;
  readonly failures: readonly string[];
}

interface Case {
  readonly '@name': string;
  readonly failure?: readonly Message[];
  readonly error?: readonly Message[];
}

type Message = string | { readonly '@message'?: string; readonly '#text'?: string };

/** Reads a report in the form of JUnit. */
export function readReport(xml: string): TestedOperation[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => ['testsuite', 'testcase', 'failure', 'error'].includes(name),
  });
  const { testsuites } = parser.parse(xml) as { testsuites?: { testsuite: { testcase?: Case[] }[] } };
  return (testsuites?.testsuite ?? [])
    .flatMap(({ testcase = [] }) => testcase)
    .map((found) => ({
      name: found['@name'],
      failures: [...(found.failure ?? []), ...(found.error ?? [])].map((message) =>
        typeof message === 'string' ? message : `${message['@message'] ?? ''} ${message['#text'] ?? ''}`,
      ),
    }));
}

/** What the service measured of itself while it was fuzzed. */
export interface Measured {
  readonly requests: number;
  /** Of these, answered 429. */
  readonly heldBack: number;
  /** Times for which its event loop was held for more than 0.2 s. */
  readonly longHolds: number;
}

export function readMetrics(text: string): Measured {
  const sum = (pattern: RegExp): number =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
  return {
    requests: sum(/^tandem_http_request_duration_seconds_count/),
    heldBack: sum(/^tandem_http_request_duration_seconds_count\{.*status="429"/),
    longHolds: sum(/^tandem_event_loop_hold_seconds_count/) - sum(/^tandem_event_loop_hold_seconds_bucket\{le="0\.2"/),
  };
}
