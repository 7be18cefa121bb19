import { phrase, TandemError } from '../../errors/index.ts';
import { isWanted } from '../condition.ts';
import { commonName, familyKey, Grouping, type Place } from './grouping.ts';
import type { VariantsConfiguration } from './settings.ts';
import type { GroupedItem, Member, ParentRow, VariantsInput } from './types.ts';

/** An item with where it belongs. */
export interface LookedAt {
  readonly grouped: GroupedItem;
  /** Undefined: it is of no family. */
  readonly place: Place | undefined;
  /** Why nothing is written of it. */
  readonly problem: TandemError | undefined;
}

/** A family as it is once the items of a batch are where they belong. */
export interface Family {
  /** What it is known by. */
  readonly key: string;
  readonly code: string;
  /** Undefined: it is not there yet. */
  readonly parent: ParentRow | undefined;
  /** Names of the parts in which its variants differ. */
  readonly partNames: readonly string[];
  /** What the names of its variants have in common. */
  readonly name: string;
  readonly hasVariant: boolean;
  readonly isActive: boolean;
  /** The item that the news of it goes with. */
  readonly recordId: string;
}

const SEPARATOR = ', ';

/** The families that the items of a batch are of, were of, or will be of. Pure. */
export class Families {
  readonly looked: readonly LookedAt[];
  readonly #input: VariantsInput;
  readonly #byKey: ReadonlyMap<string, ParentRow>;
  readonly #partNames = new Map<string, readonly string[]>();

  constructor(input: VariantsInput, settings: VariantsConfiguration) {
    const grouping = new Grouping(settings);
    this.#input = input;
    this.#byKey = new Map(input.parents.map((parent) => [parent.Exact_Family_Key__c.toLowerCase(), parent]));
    const placed = input.items.map((grouped): LookedAt => placeOf(grouped, grouping, settings));
    const joining = Map.groupBy(
      placed.filter(
        ({ place, problem, grouped }) => place !== undefined && problem === undefined && grouped.product !== undefined,
      ),
      ({ place }) => this.keyOf(place),
    );
    for (const [key, of] of joining) this.#partNames.set(key, this.#namesFor(key, of, grouping.namesOfPatterns));
    const taken = new Set(input.takenCodes);
    this.looked = placed.map((each) => ({ ...each, problem: each.problem ?? this.#problemOf(each, taken) }));
  }

  keyOf(place: Place | undefined): string {
    return familyKey(this.#input.facts.division, place?.family ?? '');
  }

  parentOf(key: string): ParentRow | undefined {
    return this.#byKey.get(key);
  }

  all(): readonly Family[] {
    const joining = Map.groupBy(
      this.looked.filter(
        ({ place, problem, grouped }) => place !== undefined && problem === undefined && grouped.product !== undefined,
      ),
      ({ place }) => this.keyOf(place),
    );
    const keys = new Set([...joining.keys(), ...this.#byKey.keys()]);
    return [...keys].map((key) => this.#family(key, joining.get(key) ?? []));
  }

  #family(key: string, joining: readonly LookedAt[]): Family {
    const parent = this.#byKey.get(key);
    const staying = this.#staying(parent);
    const left = this.looked.find(({ grouped }) => parent !== undefined && grouped.product?.Exact_Variant_Of__c === parent.Id);
    const products = joining.flatMap(({ grouped }) => grouped.product ?? []);
    const all = [...staying, ...products];
    return {
      key,
      code: joining[0]?.place?.family ?? parent?.Exact_Family__c ?? '',
      parent,
      partNames: this.#partNames.get(key) ?? namesOf(parent),
      name: commonName(all.map(({ Name }) => Name).toSorted()),
      hasVariant: all.length > 0,
      isActive: all.some(({ IsActive }) => IsActive),
      recordId: (joining[0] ?? left)?.grouped.itemId ?? this.#input.followed[parent?.Id ?? ''] ?? '',
    };
  }

  /** Variants of a family that this batch says nothing of, or whose place stays as it is since something is wrong with them. */
  #staying(parent: ParentRow | undefined): Member[] {
    if (parent === undefined) return [];
    const moved = new Set(
      this.looked.flatMap(({ grouped, problem }) => (problem === undefined ? (grouped.product?.Id ?? []) : [])),
    );
    return this.#input.members.filter((member) => member.Exact_Variant_Of__c === parent.Id && !moved.has(member.Id));
  }

  /** Those that a family has, as long as a pattern of the settings gives them and variants stay; else those of its first item. */
  #namesFor(key: string, joining: readonly LookedAt[], possible: readonly (readonly string[])[]): readonly string[] {
    const parent = this.#byKey.get(key);
    const standing = namesOf(parent);
    const joined = new Set(joining.flatMap(({ grouped }) => grouped.product?.Id ?? []));
    const others = this.#input.members.filter(
      ({ Id, Exact_Variant_Of__c }) => Exact_Variant_Of__c === parent?.Id && !joined.has(Id),
    );
    const isPossible = possible.some((names) => isSame(names, standing));
    if (parent !== undefined && isPossible && others.length > 0) return standing;
    const [first] = joining.toSorted((one, other) => compare(one.grouped.item?.Code ?? '', other.grouped.item?.Code ?? ''));
    return (first?.place?.parts ?? []).map(({ name }) => name);
  }

  #problemOf({ place, grouped }: LookedAt, taken: ReadonlySet<string>): TandemError | undefined {
    if (place === undefined || grouped.product === undefined) return undefined;
    const params = { item: grouped.item?.Code ?? grouped.itemId, family: place.family };
    const options = { recordId: grouped.itemId, field: 'Code' };
    if (taken.has(place.family.toLowerCase())) return new TandemError('variant_family_taken', params, options);
    const names = this.#partNames.get(this.keyOf(place)) ?? [];
    const own = place.parts.map(({ name }) => name);
    if (isSame(names, own)) return undefined;
    const told = { parts: own.join(SEPARATOR) || phrase('no_parts'), others: names.join(SEPARATOR) || phrase('no_parts') };
    return new TandemError('variant_family_mixed', { ...params, ...told }, options);
  }
}

function placeOf(grouped: GroupedItem, grouping: Grouping, { when }: VariantsConfiguration): LookedAt {
  const { item } = grouped;
  if (item === undefined) return { grouped, place: undefined, problem: undefined };
  const wanted = isWanted({ when, scope: { item }, record: phrase('record_item', { item: item.Code }) });
  if (wanted instanceof TandemError) return { grouped, place: undefined, problem: wanted };
  return { grouped, place: wanted ? grouping.placeOf(item) : undefined, problem: undefined };
}

function namesOf(parent: ParentRow | undefined): readonly string[] {
  return (parent?.Exact_Attributes__c ?? '').split(SEPARATOR).filter((name) => name !== '');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name.toLowerCase() === other[index]?.toLowerCase());
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
