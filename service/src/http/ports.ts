import type { Registry } from 'prom-client';
import type { LookedAt } from '../engine/index.ts';
import type { Engine } from '../engine/types.ts';
import type { ParamValue, Phrase, ToldProblem } from '../errors/index.ts';
import type { WaitingRecords } from '../flows/index.ts';
import type { RecordRef } from '../links/index.ts';
import type { SettingsReference } from '../mapping/index.ts';
import type { SellingAnswer, SellingQuestion } from '../selling/index.ts';
import type { DebtorChoice, DebtorList } from '../flows/customers/index.ts';
import type { InvoicePdf } from '../flows/invoices/index.ts';
import type { ConnectedDivision, Org, SalesforceSignIn, Store } from '../store/index.ts';

/** What a browser brought back from Salesforce. */
export interface SalesforceCode {
  readonly loginUrl: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/** A sign-in that is stored nowhere yet. Secret. */
export interface PendingSignIn {
  readonly orgId: string;
  readonly userId: string;
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly issuedAt: Date;
}

/** Somebody who may decide for his whole org, proven by his own sign-in. */
export interface Administrator {
  readonly orgId: string;
  readonly organizationName: string;
  readonly name: string;
  readonly username: string;
  readonly signIn: PendingSignIn;
}

/**
 * How an org lets Tandem in: without a browser (operators, tests, the user that the app itself runs as), with the code a browser
 * brought back, or with a sign-in that was proven a moment ago.
 */
export type SalesforceConnectRequest =
  | { readonly grant: 'client_credentials'; readonly instanceUrl: string }
  | { readonly grant: 'refresh_token'; readonly instanceUrl: string; readonly refreshToken: string }
  | { readonly grant: 'jwt'; readonly instanceUrl: string; readonly username: string }
  | ({ readonly grant: 'authorization_code' } & SalesforceCode)
  | { readonly grant: 'signed_in'; readonly signIn: PendingSignIn };

/** An org that lets Tandem in now. */
export interface SalesforceConnected {
  readonly org: Org;
  /** As whom Tandem works. */
  readonly userName: string;
  /** How it signs in from now on. */
  readonly signIn: SalesforceSignIn;
}

/** What belongs to a change of a connection besides the sign-in. */
export interface ConnectContext {
  /** Who does it, as the administrators of the org are told. */
  readonly by: string;
  /** The org that is meant; another one is refused with `connect_other_org`. */
  readonly orgId?: string | undefined;
  readonly trialDays?: number | undefined;
  /** Connected in the same step: both, or neither. */
  readonly exact?: ExactConnectRequest | undefined;
}

export interface ExactConnectRequest {
  /** Two letters, lower case: decides host and app registration. */
  readonly country: string;
  readonly grant:
    | { readonly kind: 'code'; readonly code: string; readonly redirectUri: string }
    | { readonly kind: 'refreshToken'; readonly refreshToken: string };
  /** Divisions that must be there; empty: all that the user may see. */
  readonly divisions: readonly number[];
}

/** A code list of Exact, for drop-downs. */
export interface ReferenceItem {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
}

/** One check of the setup page: what was looked at, whether it is fine, and what to do if not. */
export interface ReadinessCheck {
  readonly id: string;
  readonly system: 'salesforce' | 'exact';
  readonly title: Phrase;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly detail: ParamValue;
  readonly action: Phrase | null;
}

/** Who signed in at Exact Online, and which companies he sees. */
export interface ExactSignedIn {
  readonly userName: string;
  readonly divisions: readonly ConnectedDivision[];
}

/**
 * Both systems, as the HTTP door needs them. A new sign-in is proven before anything is stored: when a step fails, the
 * connection that was there before is as it was, byte for byte.
 */
export interface Connector {
  /**
   * Finds out who signed in, and stores nothing. Fails with `not_an_administrator` for anybody who may not decide for the
   * whole org.
   */
  proveAdministrator(code: SalesforceCode): Promise<Administrator>;
  /**
   * Signs in as the user under whom Tandem is to work, proves that it can, makes or renews the org's row and stores the sign-in.
   * Fails with `salesforce_user_not_ready`, `connect_other_org`, ...
   */
  connectSalesforce(request: SalesforceConnectRequest, context: ConnectContext): Promise<SalesforceConnected>;
  /** Signs in at Exact Online for a connected org, proves it and stores sign-in and divisions. */
  connectExact(orgId: string, request: ExactConnectRequest, by: string): Promise<ExactSignedIn>;
  salesforceAuthorizeUrl(request: {
    readonly loginUrl: string;
    readonly redirectUri: string;
    readonly state: string;
    readonly codeChallenge: string;
    /** Salesforce asks who signs in, although the browser is signed in already. */
    readonly asksWho?: boolean;
  }): string;
  exactAuthorizeUrl(request: { readonly country: string; readonly redirectUri: string; readonly state: string }): string;
  /** Fails with a `not_found` for a list or division that is not there. */
  listReference(orgId: string, division: number, list: string): Promise<readonly ReferenceItem[]>;
  checkReadiness(orgId: string): Promise<readonly ReadinessCheck[]>;
  /** Asks Exact to tell us about changes of these topics at this address; those that are asked for already stay. */
  subscribeToExact(orgId: string, division: number, topics: readonly string[], callbackUrl: string): Promise<void>;
  /**
   * Undoes in both systems what belongs to the org, as far as they let it: webhooks of this address in these divisions, the sign-in
   * at Salesforce. Takes ten seconds at most and never fails: answers, as sentences, what a person still has to do. Orgs that share
   * a division lose its webhooks too: `webhooksOf` are the topics that were taken back.
   */
  release(
    orgId: string,
    webhooks: { readonly divisions: readonly number[]; readonly callbackUrl: string },
  ): Promise<{ readonly left: readonly Phrase[]; readonly webhooksOf: ReadonlyMap<number, readonly string[]> }>;
  /** Drops what is held in memory for an org that is gone or was connected again. */
  forget(orgId: string): void;
}

export interface ConfigurationProblem {
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** A clause or a sentence, which `sentenceText` tells to a person. */
  readonly fault: ParamValue;
}

/** What the configuration says of one flow. */
export interface FlowSummary {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly divisions: readonly number[];
  /** Topics of Exact's webhooks that wake it. */
  readonly exactTopics: readonly string[];
}

export type { SettingsReference };

/** What was found of that which settings name: problems at their pointers, and what could not be looked at. */
export interface SettingsFindings {
  readonly problems: readonly ConfigurationProblem[];
  /** Sentences for the person who saves. */
  readonly notes: readonly Phrase[];
}

/** Looks at both systems for what settings say; nothing is written. */
export interface SettingsInspector {
  /** What the document names that the former one (of the same division) did not is looked for in both systems. */
  check(
    orgId: string,
    document: Readonly<Record<string, unknown>>,
    former: Readonly<Record<string, unknown>> | undefined,
  ): Promise<SettingsFindings>;
  /**
   * Another default division while records in Salesforce are linked: their fields would be taken for links of that one. One call where it
   * is another, else none. Fails as the call to Salesforce fails.
   */
  checkDefaultDivision(
    orgId: string,
    document: Readonly<Record<string, unknown>>,
    former: Readonly<Record<string, unknown>>,
  ): Promise<readonly ConfigurationProblem[]>;
  /** Whether the integration user may write every field that the rules of the document fill in Salesforce, the default rules too. */
  checkTargets(orgId: string, document: Readonly<Record<string, unknown>>): Promise<readonly ReadinessCheck[]>;
  /**
   * Records of the past that the document would send by itself and the former one does not: since its start point lies earlier, or
   * it chooses more. Undefined when there can be none. Fails as the call to Salesforce fails: what cannot be counted cannot be confirmed.
   */
  countReleased(
    orgId: string,
    document: Readonly<Record<string, unknown>>,
    former: Readonly<Record<string, unknown>>,
    now: Date,
  ): Promise<ReleasedRecords | undefined>;
}

export interface ReleasedRecords extends WaitingRecords {
  readonly flow: string;
  readonly divisions: readonly number[];
  /** IANA time zone of the first of them, for the words of moments. */
  readonly timeZone: string;
  /** The start point of the document. */
  readonly from: Date;
}

/** The rules of the configuration document; its owner is mapping. */
export interface Configurations {
  /**
   * Every problem at once; none means the document may be saved. `connected`: the divisions it may name, where known. Other
   * requests are served meanwhile. Throws `draft_too_costly`, `drafts_busy`.
   */
  check(
    orgId: string,
    document: unknown,
    connected?: readonly { readonly code: number; readonly name: string }[],
  ): Promise<readonly ConfigurationProblem[]>;
  /** The flows there are, as this (valid) document sets them; `{}` stands for no document. */
  flowsOf(document: Readonly<Record<string, unknown>>): readonly FlowSummary[];
  /** Further problems of a (valid) document that is to take the place of the former one: a start point that was taken away. */
  checkSuccession(
    document: Readonly<Record<string, unknown>>,
    former: Readonly<Record<string, unknown>>,
  ): readonly ConfigurationProblem[];
  /** The document as it is to be saved: what going live fixes (the start point of orders) is written into it. */
  beforeSave(document: Readonly<Record<string, unknown>>, now: Date): Readonly<Record<string, unknown>>;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
}

export interface PreviewRequest {
  readonly flow: string;
  /** A document that is not saved yet. */
  readonly draft?: Readonly<Record<string, unknown>> | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly count: number;
}

export interface PreviewItem {
  readonly recordId: string;
  readonly label: string;
  readonly fields: readonly {
    readonly field: string;
    readonly from: unknown;
    readonly to: unknown;
    readonly policy: string;
    readonly note?: ParamValue;
  }[];
  readonly problems: readonly (ToldProblem & { readonly field: string | null })[];
}

/** Maps live records without writing anything. */
export interface Previewer {
  preview(orgId: string, request: PreviewRequest): Promise<readonly PreviewItem[]>;
}

/** The debtor of an order's customer, where a person has to choose it. */
export interface Debtors {
  list(orgId: string, orderId: string, search: string): Promise<DebtorList>;
  /** Links the customer; answers undefined where it gets a debtor of its own. `paused` while the org is. */
  choose(
    orgId: string,
    orderId: string,
    choice: DebtorChoice,
  ): Promise<{ readonly code: string; readonly name: string } | undefined>;
}

/** What a seller asks while selling. */
export interface Selling {
  /** Writes nothing. Fails as the call to either system fails where nothing is remembered. */
  ask(orgId: string, question: SellingQuestion): Promise<SellingAnswer>;
}

/** The PDF of an invoice, as a file on its row in Salesforce. */
export interface InvoicePdfs {
  attach(orgId: string, invoiceId: string): Promise<InvoicePdf>;
}

/** What the HTTP door is told of its surroundings. */
export interface HttpSettings {
  /** How browsers and Exact reach this service, without a trailing slash; asked when a request needs it, the port may be any. */
  readonly publicUrl: () => string;
  /** Operator routes are off without it. */
  readonly operatorToken: string | undefined;
  /** Fixed login address of Salesforce (tests, My Domain); otherwise the person chooses. */
  readonly salesforceLoginUrl: string | undefined;
  /** Whether this service has the key with which it can sign in at Salesforce without a secret or a person. */
  readonly hasSalesforceCertificate: boolean;
  /** Countries that have an app registration at Exact, two letters, lower case. */
  readonly exactCountries: readonly string[];
  readonly exactWebhookSecret: string | undefined;
  /** True when Exact can reach `publicUrl`: somebody has set it, and the webhook secret too. */
  readonly acceptsWebhooks: boolean;
  /** Requests an org may send in a minute. */
  readonly requestsPerMinute: number;
  /** Proxies whose `X-Forwarded-For` is believed: how many hops, or their addresses; undefined believes nobody. */
  readonly trustedProxies: number | readonly string[] | undefined;
  /** Where people see the pages of Exact, such as `https://start.exactonline.nl`. */
  readonly exactHostOf: (country: string) => string;
  /** The key of a division's budget in the store. */
  readonly budgetKeyOf: (country: string, division: number) => string;
}

/** Everything `buildApp` stands on. */
export interface HttpDependencies {
  readonly store: Store;
  readonly engine: Engine;
  readonly connector: Connector;
  readonly configurations: Configurations;
  readonly inspector: SettingsInspector;
  /** Reads a record in Salesforce and tells what keeps it out of Exact Online; undefined for objects of no flow. */
  readonly lookAtRecord: (orgId: string, ref: RecordRef) => Promise<LookedAt | undefined>;
  readonly previewer: Previewer;
  readonly debtors: Debtors;
  readonly selling: Selling;
  readonly invoicePdfs: InvoicePdfs;
  /** Where the parts of this process register what they measure; one app a registry. */
  readonly metrics: Registry;
  readonly settings: HttpSettings;
}
