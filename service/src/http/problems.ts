import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  carried,
  isTandemError,
  joined,
  moment,
  phrase,
  phraseText,
  problemText,
  sentenceText,
  TandemError,
  toTandemError,
  type Language,
  type ParamValue,
} from '../errors/index.ts';
import type { StoredProblem } from '../store/index.ts';
import type { ConfigurationProblem, ReleasedRecords } from './ports.ts';
import { languageOfHeader } from './reader-language.ts';

/** More than anybody reads; a document can have tens of thousands. */
const LISTED_PROBLEMS = 100;
/** Of a request, which a program made. */
const LISTED_FAULTS = 10;

const ALTERNATIVE = z
  .object({
    label: z.string(),
    push: z.object({ linkTo: z.string().optional(), reference: z.string().optional(), sendAgain: z.string().optional() }),
  })
  .meta({ id: 'Alternative', description: 'a way out that a person may choose: the same push again with this parameter' });

const FIELD_PROBLEM = z
  .object({ pointer: z.string().describe('JSON pointer of the value it is about'), message: z.string() })
  .meta({ id: 'FieldProblem' });

const RELEASED = z
  .object({
    flow: z.string(),
    count: z.number().int(),
    isAtMost: z.boolean(),
    from: z.string(),
    oldest: z.string().nullable(),
    newest: z.string().nullable(),
    amount: z.string(),
    currency: z.string(),
    timeZone: z.string(),
  })
  .meta({ id: 'Released', description: 'records of the past that settings would send' });

/** RFC 9457, with the catalogue code and what a person can do. */
export const PROBLEM = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    action: z.string(),
    field: z.string().optional(),
    recordId: z.string().optional(),
    requestId: z.string().optional(),
    alternatives: z.array(ALTERNATIVE).optional(),
    problems: z
      .array(FIELD_PROBLEM)
      .max(LISTED_PROBLEMS)
      .optional()
      .describe('only of configuration_invalid: what is wrong, each at its value'),
    problemCount: z.number().int().optional().describe('how many there are, of which `problems` lists the first'),
    released: RELEASED.optional().describe('only of start_point_moves_back: what saving would send'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof PROBLEM>;

/** The configuration document was refused: the problems, and how many there are. */
export class RefusedConfiguration extends TandemError<'configuration_invalid'> {
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super('configuration_invalid', { count: problems.length, first: problems[0]?.fault ?? '' });
    this.problems = problems;
  }
}

/** Saving would send records of the past that nobody has confirmed. */
export class UnconfirmedRelease extends TandemError<'start_point_moves_back'> {
  readonly released: ReleasedRecords;

  constructor(released: ReleasedRecords) {
    const told = (at: Date | undefined): ParamValue => (at === undefined ? '' : moment(at, released.timeZone));
    super('start_point_moves_back', {
      count: released.isAtMost ? phrase('at_most', { count: released.count }) : released.count,
      oldest: told(released.oldest),
      newest: told(released.newest),
      amount: `${released.amount} ${released.currency}`.trim(),
    });
    this.released = released;
  }
}

/** An error as the reader of a request is told it. */
export function toProblem(error: TandemError, language: Language, requestId?: string): Problem {
  return {
    ...storedProblem(error, language),
    ...(requestId === undefined ? {} : { requestId }),
    ...(error.alternatives.length === 0
      ? {}
      : {
          alternatives: error.alternatives.map(({ label, push }) => ({ label: phraseText(label, language), push: { ...push } })),
        }),
    ...(error instanceof RefusedConfiguration
      ? { problems: error.problems.slice(0, LISTED_PROBLEMS).map(fieldProblem(language)), problemCount: error.problems.length }
      : {}),
    ...(error instanceof UnconfirmedRelease ? { released: releasedJson(error.released) } : {}),
  };
}

function fieldProblem(language: Language): (problem: ConfigurationProblem) => z.infer<typeof FIELD_PROBLEM> {
  return ({ pointer, fault }) => ({ pointer, message: sentenceText(fault, language) });
}

function releasedJson(released: ReleasedRecords): NonNullable<Problem['released']> {
  const { flow, count, isAtMost, from, oldest, newest, amount, currency, timeZone } = released;
  const moment = (at: Date | undefined): string | null => at?.toISOString() ?? null;
  return {
    flow,
    count,
    isAtMost,
    from: from.toISOString(),
    oldest: moment(oldest),
    newest: moment(newest),
    amount,
    currency,
    timeZone,
  };
}

/** A problem that was stored, in the words of its reader. */
export function storedProblem(problem: StoredProblem, language: Language): Problem {
  const { title, message, action } = problemText(problem, language);
  return {
    type: `urn:tandem:error:${problem.code}`,
    title,
    status: problem.status,
    detail: message,
    code: problem.code,
    action,
    ...(problem.field === undefined ? {} : { field: problem.field }),
    ...(problem.recordId === undefined ? {} : { recordId: problem.recordId }),
  };
}

/** The one place where errors become answers. Strangers become `internal_error`; only those are logged as errors. */
export function answerProblem(thrown: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const error = toRequestError(thrown);
  // What the framework refuses by itself has gone through no hook.
  const language = languageOfHeader(request.headers['accept-language']);
  if (error.status >= 500) request.log.error({ err: error, code: error.code }, 'request failed');
  if (error.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  void reply
    .code(error.status)
    .header('content-language', language)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblem(error, language, request.id));
}

/** What went wrong with a request, the framework's own refusals included, as a member of the family. */
export function toRequestError(thrown: FastifyError | Error): TandemError {
  if (isTandemError(thrown)) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const place = thrown.validationContext ?? 'request';
    const faults = thrown.validation
      .slice(0, LISTED_FAULTS)
      .map(({ instancePath, message = '' }) =>
        phrase('request_fault', { place: `${place}${instancePath}`, fault: carried(message) }),
      );
    return new TandemError('invalid_request', { problem: joined('semicolon', faults) ?? '' });
  }
  if ('statusCode' in thrown && typeof thrown.statusCode === 'number' && thrown.statusCode < 500)
    return fromFramework(thrown.statusCode, thrown);
  return toTandemError(thrown);
}

function fromFramework(statusCode: number, { code }: { readonly code?: string }): TandemError {
  switch (statusCode) {
    // A part of the path that is longer than any id or token: there is no such thing either.
    case 404:
    case 414:
      return new TandemError('not_found');
    case 413:
      return new TandemError('request_too_large');
    case 415:
      return new TandemError('unsupported_media_type');
    case 429:
      return new TandemError('too_many_requests', {}, { retryAfterMs: 60_000 });
    default:
      return new TandemError('invalid_request', {
        problem: phrase(code === 'FST_ERR_BAD_URL' ? 'request_bad_address' : 'request_not_json'),
      });
  }
}
