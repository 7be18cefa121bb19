import type { ErrorCode, ErrorParams, TandemError, Translated } from '../errors/index.ts';
import type { ExactDivision, ExactResource } from '../exact/index.ts';
import type { SalesforceNeeds, SalesforceOrg } from '../salesforce/index.ts';
import type { ReferenceLists } from '../exact/index.ts';
import type { LinkMemory, NamedRoles } from '../links/index.ts';
import type { Configuration, FlowMapping } from '../mapping/index.ts';
import type { FlowFinding } from './fed-objects.ts';
import type { HistorySize, HistoryWindow } from './history.ts';
import type { Operation, Outcome, SettledDocument } from './operation.ts';
import type { FlowTexts, ShownSetting } from './texts.ts';
import type { Steps } from './turns.ts';

export type { LinkMemory, RememberedLink } from '../links/index.ts';

/** What a person decided about a record that waited for it. */
export interface PersonsChoice {
  /** Its document is gone from the other system and may be made once more. */
  readonly sendAgain?: boolean | undefined;
  /** Number of the document there that is this record. */
  readonly linkTo?: string | undefined;
  /** The key that the document gets there. */
  readonly reference?: string | undefined;
}

/** What a lane asks a flow to look at. */
export type ReadRequest =
  /** A few records, whichever come first: to show what the settings make of them. */
  | { readonly kind: 'sample'; readonly count: number }
  | {
      readonly kind: 'changes';
      /** Positions by stream name; an absent one means from the start. */
      readonly cursors: Readonly<Record<string, string>>;
      /** True: compare everything, whatever the cursors say. */
      readonly full: boolean;
      /** ISO instant: only what changed since. */
      readonly since?: string | undefined;
      /** Only the part of the past of these days; of a flow that has one. */
      readonly history?: HistoryWindow | undefined;
    }
  | {
      readonly kind: 'records';
      /** Salesforce or Exact ids. */
      readonly ids: readonly string[];
      /** True when a person chose exactly these: the start point does not hold them back. */
      readonly explicit: boolean;
      readonly choice?: PersonsChoice | undefined;
    };

/** A later look at a record: a price that starts tomorrow, a hint that came too early. Ids only. */
export interface FollowUp {
  readonly recordId: string;
  readonly notBefore?: Date;
}

/** What `read` hands on: an input for `plan`, and what may be saved once everything in it is stored on the other side. */
export interface FlowBatch<Input> {
  readonly input: Input;
  readonly cursors: Readonly<Record<string, string>>;
  readonly followUps: readonly FollowUp[];
  /** Records that the engine should treat as done with this batch (work items are closed by it). */
  readonly recordIds: readonly string[];
  /** Total number of records of the run where it is known. */
  readonly total?: number;
}

/** What an item of Exact allows on a sales order. Days are `yyyy-mm-dd`; an absent one is open. */
export interface ItemFacts {
  readonly itemId: string;
  readonly isSalesItem: boolean;
  readonly isFractionAllowed: boolean;
  readonly isStockItem: boolean;
  readonly unit: string | null;
  readonly vatCode: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

/** Items of the division as they were read last, by lower-case id: an order is checked against them before anything is written. */
export interface ItemMemory {
  /** With `readSince` only what was read since then. */
  find(itemIds: readonly string[], readSince?: Date): Promise<ReadonlyMap<string, ItemFacts>>;
  remember(items: readonly ItemFacts[]): Promise<void>;
  forget(itemIds: readonly string[]): Promise<void>;
  /** The other divisions in which these items were read. */
  elsewhere(itemIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** A line of a sales order of Exact; decimal texts. */
export interface OpenOrderLine {
  /** Without VAT. */
  readonly amount: string;
  readonly vat: string;
  readonly quantity: string;
  readonly invoiced: string;
}

/** A sales order of Exact as far as it is not invoiced. Ids in lower case, amounts decimal texts. */
export interface OpenOrder {
  readonly orderId: string;
  readonly debtorId: string;
  /** False once nothing of it will be invoiced any more. */
  readonly isOpen: boolean;
  /** With VAT, in the currency of the company. */
  readonly amount: string;
  /** Without VAT, of all its lines together: more or less than `lines` have means that some of them are not known. */
  readonly linesAmount: string;
  readonly isPartlyInvoiced: boolean;
  /** By id. */
  readonly lines: Readonly<Record<string, OpenOrderLine>>;
}

/** Open orders of the division as they were read last: what a customer has ordered is known without reading all of it. */
export interface OpenOrderMemory {
  /** By order id, also those that were closed lately. */
  find(orderIds: readonly string[]): Promise<ReadonlyMap<string, OpenOrder>>;
  /** Open ones that have one of these lines. */
  ofLines(lineIds: readonly string[]): Promise<readonly OpenOrder[]>;
  /** Open ones of these debtors. */
  ofDebtors(debtorIds: readonly string[]): Promise<readonly OpenOrder[]>;
  remember(orders: readonly OpenOrder[], readAt: Date): Promise<void>;
  /** Closes those that were not read since then, which is noted `at`; answers the debtors of all that were closed since. */
  closeUnread(since: Date, at: Date): Promise<readonly string[]>;
}

/** A document that was sent, or whose sending has begun. Written before the POST, settled after it. */
export interface Intent {
  readonly recordId: string;
  readonly division: number;
  /** The key the document carries in Exact, such as YourRef. */
  readonly reference: string;
  readonly exactId?: string | undefined;
  readonly exactNumber?: string | undefined;
  /** When the POST was about to leave; absent when nothing was sent yet. */
  readonly postedAt?: Date | undefined;
  /** Hash of what the record said when the document was made. */
  readonly content?: string | undefined;
  /** What it is in Exact, where a record may become one of several; undefined for what was sent before that. */
  readonly kind?: string | undefined;
  /** What both sides agreed on then, field by field: see `DocumentMark`. */
  readonly agreement?: string | undefined;
  /** What an amendment that has begun, and is not known to be over, makes of it. */
  readonly amendment?: { readonly agreement: string; readonly begunAt: Date } | undefined;
  /** True while Exact has it but Salesforce does not yet say so. */
  readonly isWriteBackPending: boolean;
}

/** Exclusive claims on records, and intents that survive a crash. */
export interface ClaimBook {
  /**
   * Claims what is free; answers the ids that are now held by this job. A flow whose records are exclusive calls it inside
   * `read`, before it asks Exact whether they exist, and leaves out of its batch what it did not get. The engine releases.
   */
  take(recordIds: readonly string[]): Promise<ReadonlySet<string>>;
  release(recordIds: readonly string[]): Promise<void>;
  intents(recordIds: readonly string[]): Promise<ReadonlyMap<string, Intent>>;
  /** Durable when it resolves. Fails with `lease_lost` when another job took the claim over. */
  intend(recordId: string, reference: string, content: string, kind?: string): Promise<void>;
  /** Its document, which is there, is about to be brought to `agreement`. Durable when it resolves; fails as `intend` does. */
  amend(recordId: string, agreement: string): Promise<void>;
  settle(recordId: string, document: SettledDocument): Promise<void>;
  /** Salesforce says of these that they are in Exact. */
  writtenBack(recordIds: readonly string[]): Promise<void>;
  /** The system refused the document: nothing is on its way any more. */
  forgetIntent(recordId: string): Promise<void>;
}

/** Documents of Exact that Tandem made: ids in lower case, and the references of those whose ids it does not know yet. */
export interface SentDocuments {
  readonly exactIds: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

/** What a second person agreed to, as far as it holds at this moment. */
export interface ApprovalBook {
  /** By record, the digest of the facts that were agreed to (`approvableOn`). */
  granted(code: ErrorCode, recordIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The records went through: what was asked or agreed to for them is over, and never serves a second time. */
  useUp(recordIds: readonly string[]): Promise<void>;
}

/** Everything a flow may use. No flow reads a clock, the environment or a store of its own. */
export interface FlowContext {
  readonly orgId: string;
  readonly division: number;
  readonly configuration: Configuration;
  readonly exact: ExactDivision;
  /** Another division that the org is connected to. */
  readonly exactIn: (division: number) => Promise<ExactDivision>;
  readonly salesforce: SalesforceOrg;
  readonly references: ReferenceLists;
  readonly links: LinkMemory;
  readonly items: ItemMemory;
  readonly openOrders: OpenOrderMemory;
  readonly claims: ClaimBook;
  /** Which of these records have had an issue since then, whatever became of it. */
  readonly reportedSince: (recordIds: readonly string[], since: Date) => Promise<ReadonlySet<string>>;
  /** Which of these records have an issue of this code that is not settled; one that a person ignores is not. */
  readonly unsettled: (recordIds: readonly string[], code: ErrorCode) => Promise<ReadonlySet<string>>;
  readonly approvals: ApprovalBook;
  /** When another flow has last looked at what changed in this division; undefined for one that is off, or has not looked yet. */
  readonly lastLook: (flow: string) => Promise<Date | undefined>;
  /** ISO code of the currency that the division keeps its books in; empty where nobody tells. */
  readonly companyCurrency: () => Promise<string>;
  /** Which of these documents the org has sent, in whichever flow and division: by their ids, else by the references of what is on its way. */
  readonly sentDocuments: (exactIds: readonly string[], references: readonly string[]) => Promise<SentDocuments>;
  readonly now: () => Date;
  /** Divides durations (simulators in fast motion); 1 in production. */
  readonly timeScale: number;
  readonly signal: AbortSignal;
  readonly log: FlowLog;
  /** Throws `lease_lost` when this job no longer owns its lane: called before every write. */
  readonly assertLease: () => Promise<void>;
}

export interface FlowLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What an outcome of another flow may end the wait for. */
export interface Arrival {
  /** Names under which an issue may wait for it, in lower case. */
  readonly names: readonly string[];
  /** False: it was there before, and only an issue that names it is worth another look. */
  readonly isNew: boolean;
}

/** An error of a flow that is over once another flow has brought something: its records are then tried again by themselves. */
export interface AwaitedOutcome {
  /** The flow that brings it. */
  readonly flow: string;
  readonly code: ErrorCode;
  arrivalOf(outcome: Outcome): Arrival | undefined;
  /** What an issue of this code waits for, in lower case; empty where its params do not say. */
  namesIn(params: ErrorParams): readonly string[];
  /** Under which record of Salesforce the activity log has the news of it. */
  recordIdIn(params: ErrorParams): string | undefined;
}

/** What a plan depends on besides its input. */
export interface PlanMoment {
  readonly configuration: Configuration;
  readonly now: Date;
  /** The division of Exact that the flow works in. */
  readonly division: number;
}

/** A plan in the making. */
export type PlanSteps = Steps<readonly Operation[]>;

/** Records of the past that a flow would take up by itself. */
export interface WaitingRecords {
  readonly count: number;
  /** True when a condition of the settings may leave some of them out. */
  readonly isAtMost: boolean;
  readonly oldest: Date | undefined;
  readonly newest: Date | undefined;
  /** Decimal text of what they are worth together. */
  readonly amount: string;
  /** ISO code of `amount`, empty where the org does not tell. */
  readonly currency: string;
}

/** The moment from which records of a flow go by themselves; older ones only when a person chooses them. */
export interface FlowStart {
  /** Undefined: nothing goes by itself. */
  pointOf(configuration: Configuration): Date | undefined;
  /**
   * What these settings would send by themselves of the past and the former ones do not: an earlier start point, or more records
   * since. Undefined when they release nothing, which costs no call; else one.
   */
  countReleased(
    salesforce: SalesforceOrg,
    settings: { readonly configuration: Configuration; readonly former: Configuration | undefined },
    now: Date,
  ): Promise<WaitingRecords | undefined>;
}

/** The part of the past that a flow brings only when a person asks for it. */
export interface FlowHistory {
  /** Whole calendar years before this one: of fewer there is nothing that does not come by itself. */
  readonly fewestYears: number;
  /** What so many years before this one are. */
  readonly windowOf: (today: string, years: number) => HistoryWindow;
  /** Counts what is within a window: a few calls of Exact, and nothing is read. */
  readonly measure: (context: FlowContext, window: HistoryWindow) => Promise<HistorySize>;
}

/** What a look at one record may use. */
export interface LookContext extends Pick<FlowContext, 'salesforce' | 'configuration'> {
  /** The division that the flow works in; undefined where the settings give it none. */
  readonly division: number | undefined;
}

/** What a record says in Salesforce at this moment. */
export interface RecordLook {
  readonly exactId: string | null;
  /** The division that `exactId` is of, where it is another one than the flow's. */
  readonly division?: number | undefined;
  /** What people call it in Exact Online: an order number, the code of a debtor or item. */
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly syncedAt: string | null;
  /** Why it is not in Exact, where it is not. */
  readonly reason: TandemError | undefined;
  /** True when a person may send it at once, as far as the record and the settings tell. */
  readonly canSend: boolean;
  /** False for a record that goes only along with another one. */
  readonly dependsOnFlow: boolean;
}

/**
 * What a flow does with a hint: which of its records are to be looked at; `poll`: whatever changed since its last poll, which costs the
 * same for one record as for a thousand.
 */
export type HintedRecords = 'same' | 'poll' | ((context: HintContext, ids: readonly string[]) => Promise<readonly string[]>);

/** A company of Exact that a flow works in, for the check of the set-up. */
export type CompanyInExact = { readonly division: ExactDivision; readonly references: ReferenceLists };

/** What finding the records behind a hint may use. */
export type HintContext = Pick<FlowContext, 'salesforce' | 'exact' | 'links' | 'configuration'>;

/** What finding the division of records may use. */
export type DivisionContext = Pick<FlowContext, 'salesforce' | 'configuration' | 'claims'>;

/** What wakes a flow, by what changed: its own records as they are (`same`), or those that stand behind them. */
export interface FlowHints {
  /** By API name of the object in Salesforce. */
  readonly salesforceObjects: Readonly<Record<string, HintedRecords>>;
  /** By topic of Exact's webhooks. */
  readonly exactTopics: Readonly<Record<string, HintedRecords>>;
  /** By name of another flow: it made records of which this one has something to say too. */
  readonly flows?: Readonly<Record<string, 'poll'>>;
  /** Those of `flows` whose changes of records are news too. */
  readonly changesOf?: readonly string[];
  /** By name of another one of `flows`: fields of its records whose changes are news too. */
  readonly changesIn?: Readonly<Record<string, readonly string[]>>;
}

/** What a flow is: everything it brings. `defineFlow` makes a flow of it. */
export interface FlowDefinition<Input> {
  readonly name: string;
  readonly source: 'exact' | 'salesforce';
  /** How people read of it: in English, and in other languages. */
  readonly texts: Translated<FlowTexts>;
  /** Icon of the Lightning Design System, such as `standard:product`. */
  readonly icon: string;
  /** Its settings, with what its formulas may read and write. */
  readonly mapping: FlowMapping;
  /** The settings that pages show, in their order; the others are set in the document only. */
  readonly shownSettings: readonly ShownSetting[];
  readonly hints: FlowHints;
  /** True where Exact tells by its webhooks of all that the flow brings: with them, looking by itself is only the safety net. */
  readonly isToldOfAll?: true;
  /** Rights and objects it needs in Salesforce. */
  readonly needs: SalesforceNeeds;
  /** What it reads in Exact Online, a resource for each scope and right that this takes; what rules may ask for besides is not among them. */
  readonly exactNeeds: readonly ExactResource<unknown>[];
  /** What the settings ask of the org beyond that: whether it is there, each with what to do. None where they ask for nothing more. */
  findings?(salesforce: SalesforceOrg, configuration: Configuration): Promise<readonly FlowFinding[]>;
  /** What the settings ask of a company in Exact beyond that, each with what to do. None where they ask for nothing more. */
  exactFindings?(company: CompanyInExact, configuration: Configuration): Promise<readonly FlowFinding[]>;
  /** True when its records are claimed one by one (orders), so that a button never waits for the lane. */
  readonly isExclusivePerRecord: boolean;
  /** Errors of its records that end once another flow has brought something. */
  readonly awaits: readonly AwaitedOutcome[];
  readonly start?: FlowStart;
  /** Absent: it brings everything, or nothing of the past. */
  readonly history?: FlowHistory;
  /** What its records of Exact are to its records of Salesforce, by name; the first of an object is the one that its page shows. */
  readonly roles: NamedRoles;
  /** Which of them the record of an outcome has. */
  readonly linkedAs: string;
  /** Looks at a single record for its page, by the object in Salesforce. Undefined for a record that is not there. */
  readonly looks: Readonly<Record<string, (context: LookContext, recordId: string) => Promise<RecordLook | undefined>>>;
  /**
   * For a flow whose records each go to one of its divisions by rules: where these go, or went. One that is not there has none. A record
   * that is worked in one of them is held for all.
   */
  divisionsOfRecords?(context: DivisionContext, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  read(context: FlowContext, request: ReadRequest): AsyncIterable<FlowBatch<Input>>;
  /** Pure: no client, no store, no clock. `now` decides validity windows. */
  plan(input: Input, moment: PlanMoment): readonly Operation[];
  /** The same plan with a pause after each record, where others in this process may have their turn. */
  planInSteps?(input: Input, moment: PlanMoment): PlanSteps;
  /** Carries out operations in their order; one outcome a record. Never throws for a record, only for the lane. */
  apply(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]>;
}

/** A flow: `read -> plan -> apply`. Adding one is a folder and a line in `flows/registry.ts`. */
export interface Flow<Input> extends FlowDefinition<Input> {
  /** Minutes between polls, from the configuration. */
  pollMinutes(configuration: Configuration): number;
  isEnabled(configuration: Configuration): boolean;
  /** The divisions this flow works in, each with a lane of its own; empty when none is configured. */
  divisionsOf(configuration: Configuration): readonly number[];
}
