import type { TandemError } from '../../errors/index.ts';
import type { ExactBody, ExactDivision, ExactResource, ExactWritableFields } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import type { DocumentFacts, Operation, OperationBlob } from '../operation.ts';

/** An operation with the body that was, or is to be, posted for it. */
export interface Posted {
  readonly operation: Operation;
  readonly body: ExactBody;
}

/** A record of Exact, as an operation made or found it. */
export interface ExactRecord {
  readonly id: string;
  /** What Exact answered, under its own names, and what the table adds; of a record known by its id alone only its `Url`. */
  readonly answer: Readonly<Record<string, unknown>>;
  readonly facts: DocumentFacts;
  /** What is not as it was expected; told beside the document, which is there. */
  readonly difference?: TandemError | undefined;
}

interface ExactObjectDefinition<Row> {
  /** Name in plans, such as `SalesOrder`. */
  readonly object: string;
  readonly resource: ExactResource<Row>;
  /** Lists in a body, each with the resource of its rows. */
  readonly parts?: Readonly<Record<string, ExactResource<unknown>>>;
  /**
   * True for a document that its record is claimed for: that it is about to be posted is stored before, what became of it after. Its
   * operations have a `mark`.
   */
  readonly isClaimed?: boolean;
  /** Looks for what was posted when the answer was lost; undefined where it is not there. */
  readonly findAgain: (exact: ExactDivision, posted: Posted) => Promise<Row | undefined>;
  /** Fetches the bytes of a file that goes along with a new one, in base64 within its body. */
  readonly readBlob?: (context: FlowContext, blob: OperationBlob) => Promise<Buffer>;
  /** Address of its page; undefined where it has none. */
  readonly page?: (host: string, division: number, id: string) => string;
  /** What a person is told of it. */
  readonly factsOf?: (row: Row) => DocumentFacts;
  /** Fields of the answer besides those of the row, for what `Operation.actual` names. */
  readonly answerOf?: (row: Row) => Readonly<Record<string, unknown>>;
  readonly differenceOf?: (row: Row, operation: Operation) => TandemError | undefined;
  /** How it is changed, where that is no PUT of the body. */
  readonly change?: (exact: ExactDivision, id: string, posted: Posted) => Promise<void>;
  /** Reads what stands once it was changed: what is told of it is that. Where nothing but that is wanted nothing is changed. */
  readonly readBack?: (exact: ExactDivision, id: string) => Promise<Row>;
  /** Exact certainly did not take it: looks again at what the operation rests on, and answers the error to fail with. */
  readonly refused?: (context: FlowContext, posted: Posted, refusal: TandemError) => Promise<TandemError>;
}

/** An object of Exact as operations write it: how, and how it is found again, side by side. Made by `exactObject`. */
export interface ExactObject extends Pick<ExactObjectDefinition<unknown>, 'object' | 'isClaimed' | 'readBlob' | 'refused'> {
  /** What it takes. */
  readonly writable: ExactWritableFields;
  /** What rows of its lists take, by the field that holds the list. */
  readonly partsWritable: Readonly<Record<string, ExactWritableFields>>;
  create(exact: ExactDivision, posted: Posted): Promise<ExactRecord>;
  /** Answers what stands then, where that is read back. */
  update(exact: ExactDivision, id: string, posted: Posted): Promise<ExactRecord | undefined>;
  remove(exact: ExactDivision, id: string): Promise<void>;
  findAgain(exact: ExactDivision, posted: Posted): Promise<ExactRecord | undefined>;
  /** A record that is there. */
  standing(exact: ExactDivision, id: string, facts: DocumentFacts | undefined): ExactRecord;
}

/** Declares an object of Exact for the table of a flow. */
export function exactObject<Row>(definition: ExactObjectDefinition<Row>): ExactObject {
  const {
    object,
    resource,
    parts = {},
    isClaimed = false,
    findAgain,
    page,
    factsOf,
    answerOf,
    differenceOf,
    readBlob,
    refused,
    change = (exact: ExactDivision, id: string, { body }: Posted) => exact.update(resource, id, body),
    readBack,
  } = definition;
  const urlOf = ({ host, division }: ExactDivision, id: string): { Url?: string } =>
    page === undefined ? {} : { Url: page(host, division, id) };
  const recordOf = (exact: ExactDivision, row: Row, operation: Operation): ExactRecord => {
    const fields = row as Readonly<Record<string, unknown>>;
    const id = String(fields[resource.key]);
    const url = urlOf(exact, id);
    return {
      id,
      answer: { ...fields, ...answerOf?.(row), ...url },
      facts: { ...factsOf?.(row), url: url.Url },
      difference: differenceOf?.(row, operation),
    };
  };
  return {
    object,
    isClaimed,
    writable: resource.writable,
    partsWritable: Object.fromEntries(Object.entries(parts).map(([field, { writable }]) => [field, writable])),
    create: async (exact, posted) => recordOf(exact, await exact.create(resource, posted.body), posted.operation),
    update: async (exact, id, posted) => {
      if (readBack === undefined || Object.keys(posted.body).length > 0) await change(exact, id, posted);
      return readBack === undefined ? undefined : recordOf(exact, await readBack(exact, id), posted.operation);
    },
    remove: (exact, id) => exact.remove(resource, id),
    findAgain: async (exact, posted) => {
      const row = await findAgain(exact, posted);
      return row === undefined ? undefined : recordOf(exact, row, posted.operation);
    },
    standing: (exact, id, facts = {}) => ({ id, answer: urlOf(exact, id), facts }),
    ...(readBlob === undefined ? {} : { readBlob }),
    ...(refused === undefined ? {} : { refused }),
  };
}
