import { LightningElement, api, wire } from 'lwc';
import { getPicklistValues } from 'lightning/uiObjectInfoApi';
import { readProblem } from 'c/errorUtils';
import { saveSettings } from 'c/settingsSaving';
import { CHOICES, layOver, problemsAt, valueAt, withValueAt } from 'c/settingsUtils';
import ORDER_STATUS from '@salesforce/schema/Order.Status';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import type { ShownProblem } from 'c/errorUtils';
import type { TableName, TableRow } from 'c/settingsUtils';
import type { PicklistValues } from 'lightning/uiObjectInfoApi';
import type { WiredResult } from 'lightning/uiRecordApi';
import type { Configuration, ConfigurationDocument, Division, FieldProblem, ReferenceItem } from 'tandem/middleware';

interface Option {
  label: string;
  value: string;
}

interface ValueTable {
  name: TableName;
  /** Name of the list of codes the right side is chosen from. */
  list: string;
  /** What the error texts call the table. */
  heading: string;
  explanation: string;
}

interface ShownTable extends ValueTable {
  pointer: string;
  rows: readonly TableRow[];
  options: readonly ReferenceItem[];
  /** Why there is nothing to choose from. */
  notice: string | undefined;
}

/** The codes of one list, or why they could not be read. */
interface LoadedList {
  items: readonly ReferenceItem[];
  error?: unknown;
}

const VALUE_TABLES: readonly ValueTable[] = [
  {
    name: 'vat',
    list: 'vatCodes',
    heading: 'VAT codes',
    explanation: 'Which VAT code of Exact Online stands for the VAT code on an order product.',
  },
  {
    name: 'paymentConditions',
    list: 'paymentConditions',
    heading: 'Payment conditions',
    explanation: 'Which payment condition of Exact Online stands for the one on an order or account.',
  },
  {
    name: 'shippingMethods',
    list: 'shippingMethods',
    heading: 'Shipping methods',
    explanation: 'Which shipping method of Exact Online stands for the one on an order.',
  },
  {
    name: 'countries',
    list: 'countries',
    heading: 'Countries',
    explanation: 'Only for names Tandem does not know by itself: country names in thirteen languages and ISO codes need no row.',
  },
];
/** The service has a newer version: the container must bring it before saving again can succeed. */
const OUTDATED_CODE = 'configuration_outdated';
const START_POINT = '/flows/orders/sendFrom';
const MASTER_RECORD_TYPE_ID = '012000000000000AAA';
const SHOWN_POINTERS = [
  '/divisions',
  '/flows/products/division',
  '/flows/orders/division',
  '/flows/products/prices',
  '/flows/products/family',
  '/flows/orders/statuses',
  '/flows/orders/sendFrom',
  '/flows/orders/debtor',
  ...VALUE_TABLES.map(({ name }) => `/tables/${name}`),
];

/** The settings of all flows as a form over the configuration document. Fires `saved` with the stored configuration, `outdated` when somebody else saved meanwhile. */
export default class SettingsForm extends LightningElement {
  /** The stored configuration; what a person changed and did not save yet is laid over it. */
  @api
  get configuration(): Configuration | undefined {
    return this.stored;
  }
  set configuration(value: Configuration | undefined) {
    const former = this.stored;
    this.stored = value;
    if (former && value && value.version !== former.version && Object.keys(this.edits).length > 0) {
      this.layOver(former.document, value);
    }
  }

  @api
  get divisions(): readonly Division[] {
    return this.knownDivisions;
  }
  set divisions(value: readonly Division[]) {
    this.knownDivisions = value;
    void this.loadLists();
  }

  @wire(getPicklistValues, { recordTypeId: MASTER_RECORD_TYPE_ID, fieldApiName: ORDER_STATUS })
  orderStatuses: WiredResult<PicklistValues> | undefined;

  readonly choices = CHOICES;
  stored: Configuration | undefined;
  /** What somebody else saved while this person was changing settings: nothing is saved over it unseen. */
  othersChanges: string[] = [];
  othersName = '';
  sendFromProblem: string | undefined;
  knownDivisions: readonly Division[] = [];
  edits: Record<string, unknown> = {};
  lists: Record<string, LoadedList> = {};
  problems: FieldProblem[] = [];
  isLoading = true;
  isSaving = false;
  isSaved = false;
  listError: unknown;
  saveError: unknown;
  private loadedDivision: number | undefined;

  get isEmpty(): boolean {
    return this.knownDivisions.length === 0;
  }

  get draft(): ConfigurationDocument {
    const stored: ConfigurationDocument = this.stored?.document ?? { version: 1 };
    return Object.entries(this.edits).reduce((document, [pointer, value]) => withValueAt(document, pointer, value), stored);
  }

  get divisionOptions(): Option[] {
    return this.knownDivisions.map(({ code, name, currency }) => ({
      label: `${name} (${code}, ${currency})`,
      value: String(code),
    }));
  }

  get division(): string {
    const code = this.draft.divisions?.find((division) => division.default)?.code ?? this.draft.divisions?.[0]?.code;
    return String(code ?? this.knownDivisions.find(({ isDefault }) => isDefault)?.code ?? '');
  }

  get priceVat(): string {
    return this.draft.flows?.products?.prices?.vat ?? 'asInExact';
  }

  get tooPrecise(): string {
    return this.draft.flows?.products?.prices?.tooPrecise ?? 'round';
  }

  get tooPreciseText(): string {
    return this.tooPrecise === 'block'
      ? 'The product comes without that price and says why, until the price in Exact Online has fewer decimals.'
      : 'Half a cent and more is rounded up, and the activity log tells both prices. A price that would become nothing is not taken over.';
  }

  get family(): string {
    return this.draft.flows?.products?.family ?? 'fromItemGroup';
  }

  get statuses(): readonly string[] {
    return this.draft.flows?.orders?.statuses ?? [];
  }

  get statusOptions(): Option[] {
    const listed = (this.orderStatuses?.data?.values ?? []).map(({ label, value }) => ({ label, value }));
    const unlisted = this.statuses.filter((status) => !listed.some(({ value }) => value === status));
    return [...listed, ...unlisted.map((status) => ({ label: status, value: status }))];
  }

  /** Day and time of the start point where the browser is, as its own input takes them. */
  get sendFromLocal(): string {
    const sendFrom = this.draft.flows?.orders?.sendFrom;
    if (!sendFrom) {
      return '';
    }
    const moment = new Date(sendFrom);
    const [month, day, hour, minute] = [moment.getMonth() + 1, moment.getDate(), moment.getHours(), moment.getMinutes()].map(
      (part) => String(part).padStart(2, '0'),
    );
    return `${moment.getFullYear()}-${month}-${day}T${hour}:${minute}`;
  }

  get startPointLabel(): string {
    return `Send orders activated from (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
  }

  get allProblems(): FieldProblem[] {
    return this.sendFromProblem ? [...this.problems, { pointer: START_POINT, message: this.sendFromProblem }] : this.problems;
  }

  get hasOthersChanges(): boolean {
    return this.othersChanges.length > 0;
  }

  get debtorUse(): string {
    return this.draft.flows?.orders?.debtor?.use ?? 'account';
  }

  get isDefaultDebtorUsed(): boolean {
    return this.debtorUse !== 'account';
  }

  get defaultDebtor(): string {
    return this.draft.flows?.orders?.debtor?.defaultAccountCode ?? '';
  }

  get tables(): ShownTable[] {
    return VALUE_TABLES.map((table) => {
      const { items = [], error } = this.lists[table.list] ?? {};
      return {
        ...table,
        pointer: `/tables/${table.name}`,
        rows: this.draft.tables?.[table.name] ?? [],
        options: items,
        notice: error === undefined ? undefined : noticeOf(error),
      };
    });
  }

  get isUnchanged(): boolean {
    return this.isSaving || (Object.keys(this.edits).length === 0 && !this.sendFromProblem);
  }

  get isSaveOff(): boolean {
    return this.isUnchanged || this.hasOthersChanges || this.sendFromProblem !== undefined;
  }

  /** Everything that has no field of its own here, with the place it is about. */
  get saveProblem(): ShownProblem | undefined {
    if (!this.saveError) {
      return undefined;
    }
    const problem = readProblem(this.saveError);
    const beside = new Set(SHOWN_POINTERS.flatMap((pointer) => problemsAt(this.problems, pointer)));
    const rest = this.problems
      .filter((fieldProblem) => !beside.has(fieldProblem))
      .map(({ pointer, message }) => `${pointer}: ${message}`);
    return { ...problem, detail: [problem.detail, ...rest].filter(Boolean).join(' ') };
  }

  handleRetry(): void {
    this.loadedDivision = undefined;
    void this.loadLists();
  }

  handleDivision(event: CustomEvent<{ value: string }>): void {
    const code = Number(event.detail.value);
    const others = (this.draft.divisions ?? [])
      .filter((division) => division.code !== code)
      .map((division) => ({ code: division.code }));
    this.edit({
      '/divisions': [{ code, default: true }, ...others],
      '/flows/products/division': code,
      '/flows/orders/division': code,
    });
    void this.loadLists();
  }

  handleChange(event: CustomEvent<{ value: unknown }>): void {
    const pointer = (event.currentTarget as HTMLElement).dataset['pointer'] ?? '';
    const value = event.detail.value;
    this.edit({ [pointer]: value === '' || value === null ? undefined : value });
  }

  handleSendFrom(event: Event): void {
    // Empty too when what was typed is no date.
    const moment = Date.parse((event.currentTarget as HTMLInputElement).value);
    if (Number.isNaN(moment)) {
      this.sendFromProblem = 'Give a day and a time. Without a start point no order would go by itself.';
      return;
    }
    this.sendFromProblem = undefined;
    const { sendFrom } = this.stored?.document.flows?.orders ?? {};
    // The input shows no seconds: the same minute is no change.
    const isSame = sendFrom !== undefined && Math.floor(Date.parse(sendFrom) / 60_000) === Math.floor(moment / 60_000);
    this.edit({ [START_POINT]: isSame ? sendFrom : new Date(moment).toISOString() });
  }

  handleSeen(): void {
    this.othersChanges = [];
    this.saveError = undefined;
  }

  handleStatuses(event: CustomEvent<{ value: string[] }>): void {
    this.edit({ '/flows/orders/statuses': event.detail.value.length === 0 ? undefined : event.detail.value });
  }

  handleUndo(): void {
    this.edits = {};
    this.othersChanges = [];
    this.sendFromProblem = undefined;
    this.problems = [];
    this.saveError = undefined;
  }

  async handleSave(): Promise<void> {
    this.isSaving = true;
    this.saveError = undefined;
    this.problems = [];
    try {
      const stored = await saveSettings(this.draft, this.stored?.version ?? 0);
      if (!stored) {
        return;
      }
      this.edits = {};
      this.isSaved = true;
      this.dispatchEvent(new CustomEvent<Configuration>('saved', { detail: stored }));
    } catch (error) {
      this.saveError = error;
      const { problems, code } = readProblem(error);
      this.problems = problems ?? [];
      if (code === OUTDATED_CODE) {
        this.dispatchEvent(new CustomEvent('outdated'));
      }
    } finally {
      this.isSaving = false;
    }
  }

  private layOver(former: ConfigurationDocument, { document, author }: Configuration): void {
    const { edits, othersChanges } = layOver(this.edits, former, document, VALUE_TABLES);
    this.edits = edits;
    this.othersName = author ?? 'Somebody else';
    this.othersChanges = othersChanges;
    this.edit({});
  }

  private edit(changes: Record<string, unknown>): void {
    const edits = { ...this.edits, ...changes };
    const stored = this.stored?.document;
    // A value that is put back to what is stored is no change.
    this.edits = Object.fromEntries(
      Object.entries(edits).filter(([pointer, value]) => JSON.stringify(value) !== JSON.stringify(valueAt(stored, pointer))),
    );
    this.isSaved = false;
  }

  private async loadLists(): Promise<void> {
    const division = Number(this.division);
    if (!division) {
      this.isLoading = false;
      return;
    }
    if (division === this.loadedDivision) {
      return;
    }
    this.loadedDivision = division;
    this.isLoading = true;
    const names = VALUE_TABLES.map(({ list }) => list);
    const answers = await Promise.allSettled(names.map((listName) => getReferenceList({ division, listName })));
    if (division !== this.loadedDivision) {
      return;
    }
    const loaded = answers.map((answer): LoadedList => {
      return answer.status === 'fulfilled' ? { items: answer.value.items } : { items: [], error: answer.reason };
    });
    this.lists = Object.fromEntries(names.map((name, index) => [name, loaded[index] ?? { items: [] }]));
    // Lists of Exact fail together when it does not answer; one alone is a right that is missing, and the others can be edited.
    const failed = loaded.filter(({ error }) => error !== undefined);
    this.listError = failed.length > 1 ? failed[0]?.error : undefined;
    this.isLoading = false;
  }
}

function noticeOf(error: unknown): string {
  const { title, action } = readProblem(error);
  return ['The codes of Exact Online could not be read.', title && `${title}.`, action].filter(Boolean).join(' ');
}
