/** What the middleware answers, as the components read it. The only place where these shapes are written down for the Lightning side. */
declare module 'tandem/middleware' {
  /** A problem as every route answers it: what went wrong and what a person can do about it. */
  export interface Problem {
    title: string;
    detail?: string;
    action?: string;
    code?: string;
    field?: string;
    recordId?: string;
    /** Ways out that a person may choose. */
    alternatives?: Alternative[];
    /** Only of a refused configuration: every fault with the JSON pointer of the value it is about. */
    problems?: FieldProblem[];
    /** Only of settings that would send records of the past: how many, and which. */
    released?: Released;
  }

  /** The same push again with what a person decided: one of the values. */
  export interface Alternative {
    label: string;
    push: { linkTo?: string; reference?: string; sendAgain?: string };
  }

  /** Records of the past that settings would send. */
  export interface Released {
    flow: string;
    count: number;
    isAtMost: boolean;
    from: string;
    oldest: string | null;
    newest: string | null;
    amount: string;
    currency: string;
    timeZone: string;
  }

  export interface FieldProblem {
    pointer: string;
    message: string;
  }

  export interface Page<Item> {
    items: Item[];
    next: string | null;
  }

  export type FlowName = 'products' | 'orders';
  export type FlowState = 'off' | 'idle' | 'running' | 'waiting' | 'stopped';
  export type RunMode = 'plan' | 'apply';
  export type RunState = 'queued' | 'running' | 'planned' | 'succeeded' | 'failed' | 'cancelled';

  export interface RunCounts {
    created: number;
    updated: number;
    unchanged: number;
    skipped: number;
    blocked: number;
    failed: number;
  }

  export interface Run {
    id: string;
    flow: FlowName;
    mode: RunMode;
    state: RunState;
    progress: { done: number; total: number | null };
    counts: RunCounts;
    calls: { exact: number; salesforce: number };
    startedAt: string | null;
    finishedAt: string | null;
    problem: Problem | null;
    /** What holds it up; `count` is null where it is not known how many records wait. */
    waiting?: { count: number | null; until: string; reason: Problem } | null;
    /** Records of an approved plan that changed since and were left as they are. */
    dropped?: number;
    /** The first of them; with a run that was asked for by its id. */
    droppedRecords?: { recordId: string; label: string; reason: string }[];
  }

  export interface FlowStatus {
    name: FlowName;
    isEnabled: boolean;
    state: FlowState;
    stoppedBecause: Problem | null;
    lastRunAt: string | null;
    lastRun: Run | null;
    openIssues: number;
    nextPollAt: string | null;
  }

  export type ConnectionState = 'connected' | 'reconnect' | 'missing';

  export interface SalesforceConnection {
    state: ConnectionState;
    detail: string | null;
    instanceUrl: string | null;
    /** The user under whom Tandem works; null for connections that are older than that was stored. */
    userName: string | null;
    /** As the user that the app runs as, by the sign-in of a person, by certificate. */
    signIn: 'client_credentials' | 'refresh_token' | 'jwt' | null;
    checkedAt: string | null;
  }

  export interface ExactConnection {
    state: ConnectionState;
    detail: string | null;
    country: string | null;
    userName: string | null;
    checkedAt: string | null;
  }

  export interface Division {
    code: number;
    name: string;
    currency: string;
    country: string;
    isDefault: boolean;
  }

  export interface Org {
    orgId: string;
    name: string;
    isSandbox: boolean;
    namespace: string | null;
    state: 'active' | 'paused';
    /** While it is paused: since when, and who wanted it. */
    pause: { since: string | null; by: string | null } | null;
    trialEndsAt: string | null;
    connections: { salesforce: SalesforceConnection; exact: ExactConnection };
    divisions: Division[];
    features: Record<string, boolean>;
    flows: FlowStatus[];
  }

  export interface TableRow {
    salesforce: string;
    exact: string;
  }

  /** The parts of the configuration document that the form edits; everything else in it is kept as it is. */
  export interface ConfigurationDocument {
    version?: number;
    divisions?: { code: number; default?: boolean }[];
    flows?: { products?: ProductSettings; orders?: OrderSettings };
    tables?: Partial<Record<TableName, TableRow[]>>;
  }

  export type TableName = 'vat' | 'paymentConditions' | 'shippingMethods' | 'countries';

  export interface ProductSettings {
    enabled?: boolean;
    division?: number;
    prices?: { vat?: string; currency?: string; tooPrecise?: 'round' | 'block' };
    family?: string;
  }

  export interface OrderSettings {
    enabled?: boolean;
    division?: number;
    statusCodes?: string[];
    statuses?: string[];
    sendFrom?: string;
    debtor?: { use?: string; defaultAccountCode?: string };
  }

  export interface Configuration {
    version: number;
    document: ConfigurationDocument;
    author: string | null;
    savedAt: string | null;
    /** After saving: what could not be checked. */
    notes?: string[];
  }

  export interface ReferenceItem {
    code: string;
    description: string | null;
  }

  export interface FieldChange {
    field: string;
    from: unknown;
    to: unknown;
    policy: 'always' | 'create' | 'ifEmpty' | 'never';
    /** What was done to the text so that it fits; a field left out has the same value before and after. */
    note?: string;
  }

  export type OperationAction = 'create' | 'update' | 'unchanged' | 'skip' | 'block';

  export interface Operation {
    key: string;
    recordId: string;
    label: string;
    system: 'exact' | 'salesforce';
    action: OperationAction;
    object: string;
    fields: FieldChange[];
    reason: Problem | null;
  }

  export interface Issue {
    id: string;
    flow: FlowName;
    recordId: string;
    label: string;
    code: string;
    title: string;
    message: string;
    action: string;
    field: string | null;
    firstAt: string;
    lastAt: string;
    attempts: number;
    state: 'open' | 'retrying' | 'resolved' | 'ignored';
  }

  export type RecordStatus = 'synced' | 'problem' | 'waiting' | 'notSynced';

  export interface RecordProblem {
    code: string;
    title: string;
    message: string;
    action: string;
    field: string | null;
  }

  export interface RecordSync {
    recordId: string;
    flow: FlowName | null;
    status: RecordStatus;
    exactId: string | null;
    exactNumber: string | null;
    url: string | null;
    lastSyncedAt: string | null;
    problem: RecordProblem | null;
    /** Why it is not in Exact Online, or not yet, where no problem says it. */
    reason: Omit<RecordProblem, 'field'> | null;
    waitingUntil: string | null;
    /** True when sending it now can succeed. */
    canSend: boolean;
  }

  export type OutcomeStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'blocked' | 'failed';

  export interface TimelineItem {
    at: string;
    flow: FlowName;
    title: string;
    detail: string | null;
    status: OutcomeStatus;
    direction: 'toSalesforce' | 'toExact';
    code: string | null;
  }

  export interface Activity {
    id: string;
    at: string;
    flow: FlowName;
    recordId: string;
    label: string;
    status: OutcomeStatus;
    direction: 'toSalesforce' | 'toExact';
    code: string | null;
    message: string | null;
  }

  export interface ActivityDetail extends Activity {
    operations: {
      system: 'exact' | 'salesforce';
      object: string;
      action: OperationAction;
      fields: Pick<FieldChange, 'field' | 'from' | 'to'>[];
    }[];
  }

  export interface ReadinessCheck {
    id: string;
    system: 'exact' | 'salesforce';
    title: string;
    state: 'ok' | 'warning' | 'problem';
    detail: string;
    action: string | null;
  }

  /** A permission set of the org itself, as Apex answers it. */
  export interface OrgRights {
    label: string;
    /** Such as `Order: edit`, `Product2.Family` or `ApiEnabled`. */
    missing: string[];
    /** People who have the packaged permission set and not this one. */
    unassigned: number;
  }

  export interface Readiness {
    isReady: boolean;
    checks: ReadinessCheck[];
  }

  export interface BudgetWindow {
    limit: number | null;
    used: number;
    resetsAt: string | null;
  }

  export interface Budget {
    divisions: { division: number; name: string; minute: BudgetWindow; day: BudgetWindow }[];
    salesforce: { limit: number | null; used: number };
    forecast: { flow: FlowName; waiting: number; text: string; doneAt: string | null; recordsPerMinute: number | null }[];
  }

  export interface OrderTotals {
    net: string;
    vat: string;
    gross: string;
    currency: string;
  }

  export interface OrderSent {
    status: 'sent' | 'alreadySent' | 'amended';
    exactId: string;
    exactNumber: string;
    url: string | null;
    totals: OrderTotals | null;
  }

  /** An account of Exact Online that may be the debtor of an order's customer. */
  export interface DebtorCandidate {
    code: string;
    name: string;
    city: string | null;
    vatNumber: string | null;
    email: string | null;
    /** Name of another account of Salesforce that has it. */
    linkedTo: string | null;
    isCurrent: boolean;
    /** Why no order can be sent to it as it is. */
    problem: string | null;
  }

  export interface DebtorList {
    customer: { name: string; email: string | null };
    candidates: DebtorCandidate[];
    hasMore: boolean;
  }

  export interface DebtorChosen {
    debtor: { code: string; name: string } | null;
    runId: string | null;
  }

  /** The order takes longer than the button waits: the run goes on by itself. */
  export interface RunStarted {
    runId: string;
    /** Where an order that was pushed stands, in plain words. */
    message?: string;
  }
}
