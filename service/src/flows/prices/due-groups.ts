type Positions = Readonly<Record<string, string>>;

/** Item groups that wait, blanks between them; `ALL` among them stands for all that have a discount in a list. */
const WAITING = 'groupsDue';
/** Those whose items are being read. */
const READING = 'groupsRead';
/** The item up to which they were read. */
const AFTER = 'groupsAfter';
const ALL = 'all';

/** Item groups whose items have to be looked at, and how far that is: where it takes more than a slice the next one goes on with it. */
export class DueGroups {
  readonly #waiting: Set<string>;
  #reading: readonly string[];
  #after: string;

  private constructor(waiting: readonly string[], reading: readonly string[], after: string) {
    this.#waiting = new Set(waiting);
    this.#reading = reading;
    this.#after = after;
  }

  /** As it was stored; nothing is due where nothing was. */
  static stored({ [WAITING]: waiting = '', [READING]: reading = '', [AFTER]: after = '' }: Positions): DueGroups {
    return new DueGroups(idsIn(waiting), idsIn(reading), after);
  }

  add(groupId: string): void {
    this.#waiting.add(groupId);
  }

  /** Each group that has a discount in a list. */
  addAll(): void {
    this.#waiting.add(ALL);
  }

  /** True in the middle of the items of groups. */
  get isUnderWay(): boolean {
    return this.#reading.length > 0;
  }

  get isAny(): boolean {
    return this.isUnderWay || this.#waiting.size > 0;
  }

  /** True where it has to be known which groups have a discount in a list. */
  get areAll(): boolean {
    return this.#waiting.has(ALL);
  }

  /** Groups that are read together, and the item behind which to begin. `listed`: those that have a discount in a list, where all are due. */
  next(listed: Iterable<string>, most: number): { readonly groupIds: readonly string[]; readonly after: string | undefined } {
    if (this.#waiting.delete(ALL)) for (const groupId of listed) this.#waiting.add(groupId);
    if (!this.isUnderWay) {
      this.#reading = [...this.#waiting].slice(0, most);
      for (const groupId of this.#reading) this.#waiting.delete(groupId);
    }
    return { groupIds: this.#reading, after: this.#after === '' ? undefined : this.#after };
  }

  /** Items up to this one were read. */
  readUpTo(itemId: string): void {
    this.#after = itemId;
  }

  /** All items of those that were read together were. */
  readWhole(): void {
    this.#reading = [];
    this.#after = '';
  }

  get positions(): Positions {
    return { [WAITING]: [...this.#waiting].join(' '), [READING]: this.#reading.join(' '), [AFTER]: this.#after };
  }
}

function idsIn(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
