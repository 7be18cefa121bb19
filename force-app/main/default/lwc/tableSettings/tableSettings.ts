import { LightningElement, api } from 'lwc';
import { readProblem } from 'c/errorUtils';
import { valueAt } from 'c/settingsUtils';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import loading from '@salesforce/label/c.TableSettings_Loading';
import title from '@salesforce/label/c.TableSettings_Title';
import unread from '@salesforce/label/c.TableSettings_Unread';
import type { SettingChange } from 'c/settingField';
import type { TableRow } from 'c/settingsUtils';
import type { ConfigurationDocument, FieldProblem, ReferenceItem, ValueTable } from 'tandem/middleware';

const labels = {
  loading,
  title,
  unread,
};

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

/** The tables of values that flows look up, with the codes of Exact Online to choose from. Fires `settingchange` with a `SettingChange`. */
export default class TableSettings extends LightningElement {
  /** Number of the division whose codes can be chosen. */
  @api
  get division(): number | undefined {
    return this.wantedDivision;
  }
  set division(value: number | undefined) {
    this.wantedDivision = value;
    void this.load();
  }

  /** The tables there are, as the service tells of them. */
  @api
  get tables(): readonly ValueTable[] {
    return this.knownTables;
  }
  set tables(value: readonly ValueTable[]) {
    this.knownTables = value;
    void this.load();
  }

  /** The settings, with what a person changed and did not save yet. */
  @api draft: ConfigurationDocument = { version: 1 };
  @api problems: readonly FieldProblem[] = [];

  readonly labels = labels;
  knownTables: readonly ValueTable[] = [];
  lists: Record<string, LoadedList> = {};
  isLoading = true;
  error: unknown;
  private wantedDivision: number | undefined;
  /** What the lists are of: a division and the names of the lists. */
  private loaded = '';

  get shownTables(): ShownTable[] {
    return this.knownTables.map((table) => {
      const { items = [], error } = this.lists[table.list] ?? {};
      const pointer = `/tables/${table.name}`;
      return {
        ...table,
        pointer,
        rows: (valueAt(this.draft, pointer) ?? []) as readonly TableRow[],
        options: items,
        notice: error === undefined ? undefined : noticeOf(error),
      };
    });
  }

  handleRetry(): void {
    this.loaded = '';
    void this.load();
  }

  handleChange(event: CustomEvent<{ value: readonly TableRow[] }>): void {
    const pointer = (event.currentTarget as HTMLElement).dataset['pointer'] ?? '';
    const detail: SettingChange = { pointer, value: event.detail.value };
    this.dispatchEvent(new CustomEvent<SettingChange>('settingchange', { detail }));
  }

  private async load(): Promise<void> {
    const division = this.wantedDivision;
    const names = [...new Set(this.knownTables.map(({ list }) => list))];
    const wanted = `${division} ${names.join(' ')}`;
    if (!division || names.length === 0 || wanted === this.loaded) {
      return;
    }
    this.loaded = wanted;
    this.isLoading = true;
    const answers = await Promise.allSettled(names.map((listName) => getReferenceList({ division, listName })));
    // Another division may have been chosen meanwhile.
    if (wanted !== this.loaded) {
      return;
    }
    const lists = answers.map((answer): LoadedList => {
      return answer.status === 'fulfilled' ? { items: answer.value.items } : { items: [], error: answer.reason };
    });
    this.lists = Object.fromEntries(names.map((name, index) => [name, lists[index] ?? { items: [] }]));
    // Lists of Exact fail together when it does not answer; one alone is a right that is missing, and the others can be edited.
    const failed = lists.filter(({ error }) => error !== undefined);
    this.error = failed.length > 1 ? failed[0]?.error : undefined;
    this.isLoading = false;
  }
}

function noticeOf(error: unknown): string {
  const problem = readProblem(error);
  return [labels.unread, `${problem.title}.`, problem.action].filter(Boolean).join(' ');
}
