import { pino, type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger } from 'pino';
import { TandemError } from '../errors/index.ts';

export type { Logger } from 'pino';

/** Ids, codes, counts and times. What is not named here never reaches a log, so a record's content cannot slip through. */
const ALLOWED = new Set([
  'action', 'address', 'attempt', 'attempts', 'calls', 'channel', 'code', 'count', 'counts', 'division', 'door', 'dueAt', 'durationMs', 'endpoint', 'epoch', 'flow',
  'instance', 'isRowSecurityActive', 'job', 'kind', 'lane', 'method', 'mode', 'object', 'orgId', 'pages', 'port', 'reason',
  'recordId', 'requestId', 'retryAfterMs', 'route', 'rows', 'runId', 'signal', 'source', 'state', 'status', 'statusCode', 'system', 'topic', 'version',
]); // prettier-ignore

type ChildMaker = (this: Logger, fields: object, options?: ChildLoggerOptions) => Logger;

/**
 * The service's logger: JSON lines, allow-listed fields only. Errors appear by type, code and stack frames; their messages,
 * which name records, appear at `debug` and below only.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const showsMessages = level === 'debug' || level === 'trace';
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => allowed(fields, showsMessages),
    },
    serializers: { err: (error: unknown) => error, req: () => undefined, res: () => undefined },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  // Pino applies its formatters to the fields of a line but not to those of a child logger.
  const makeChild = Reflect.get(logger, 'child') as unknown as ChildMaker;
  return Object.assign(logger, {
    child(this: Logger, fields: Bindings, childOptions?: ChildLoggerOptions) {
      return makeChild.call(this, allowed(fields, showsMessages), childOptions);
    },
  });
}

function allowed(fields: object, showsMessages: boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err' || name === 'error') kept['err'] = describeError(value, showsMessages);
    else if (ALLOWED.has(name)) kept[name] = value;
  }
  return kept;
}

function describeError(error: unknown, showsMessages: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    ...(codeOf(error) === undefined ? {} : { code: codeOf(error) }),
    ...(showsMessages ? { message: error.message } : {}),
    frames: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause, showsMessages) }),
  };
}

function codeOf(error: Error): string | undefined {
  if (error instanceof TandemError) return error.code;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, 8);
}
