import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactSalesOrderLineInFull } from '../../../exact/index.ts';
import type { Agreement } from './agreement.ts';
import { differencesOf, isSettled, type LineChange, type OurLine, type TheirLine } from './differences.ts';
import { hashesOf, isSameLine, lineValues, type Values } from './values.ts';

const SALT = '801000000000001AAA';
const SEED = { seed: 155, numRuns: 2_000 };

interface Said {
  readonly id: string;
  readonly Item: string;
  readonly Quantity: string;
  readonly NetPrice: string;
  readonly Description?: string;
}

const ours = (lines: readonly Said[]): OurLine[] =>
  lines.map(({ id, ...posted }) => ({ id, posted, name: posted.Item, values: lineValues(posted, 'EUR') }));

function their(line: object, id: string): TheirLine {
  const row = {
    ID: id,
    LineNumber: 1,
    ItemCode: 'A',
    QuantityDelivered: '0',
    QuantityInvoiced: '0',
    DeliveryStatus: 12,
    ...line,
  };
  return { id, line: row as unknown as ExactSalesOrderLineInFull, values: lineValues(row, 'EUR') };
}

const theirs = (lines: readonly Said[]): TheirLine[] => lines.map(({ id, ...line }) => their(line, `line of ${id}`));
const agreement = (lines: readonly Said[]): Agreement => ({
  said: '',
  lines: Object.fromEntries(lines.map(({ id, ...line }) => [id, hashesOf(lineValues(line, 'EUR'), SALT)])),
});

/** What Exact has once a change was written. */
function written(lines: readonly TheirLine[], change: LineChange): TheirLine[] {
  if (change.kind === 'add') return [...lines, their(change.our.posted, `new line of ${change.our.id}`)];
  if (change.kind === 'remove') return lines.filter(({ id }) => id !== change.their.id);
  return lines.map((line) => (line.id === change.their.id ? their({ ...line.line, ...change.our.posted }, line.id) : line));
}

/** True where these are the same lines in whatever order, as far as they are known by what they come to. */
function areSameLines(ours: readonly { readonly values: Values }[], theirs: readonly { readonly values: Values }[]): boolean {
  const left = [...theirs];
  for (const { values } of ours) {
    const place = left.findIndex((candidate) => isSameLine(values, candidate.values));
    if (place < 0) return false;
    left.splice(place, 1);
  }
  return left.length === 0;
}

const line = fc.record({
  Item: fc.constantFrom('a', 'b', 'c'),
  Quantity: fc.integer({ min: 1, max: 4 }).map(String),
  NetPrice: fc.constantFrom('1', '1.5', '0.0375'),
});
const sentLines = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((lines) => lines.map((each, index) => ({ id: `p${index}`, ...each })));
const edits = fc.record({
  quantities: fc.array(fc.option(fc.integer({ min: 1, max: 9 }).map(String)), { maxLength: 6 }),
  removed: fc.array(fc.nat(5), { maxLength: 2 }),
  added: fc.array(line, { maxLength: 3 }),
});
type Edits = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

function edited(lines: readonly Said[], { quantities, removed, added }: Edits, by: string): Said[] {
  const kept = lines
    .map((each, index) => ({ ...each, Quantity: quantities[index] ?? each.Quantity }))
    .filter((_, index) => !removed.includes(index));
  return [...kept, ...added.map((each, index) => ({ id: `${by}${index}`, ...each }))];
}

describe('what separates an order from its document', () => {
  it('is written away where only the order changed, whatever was done to it, and nothing is left to do then', () => {
    fc.assert(
      fc.property(sentLines, edits, (base, changes) => {
        const wanted = ours(edited(base, changes, 'q'));
        const found = differencesOf(wanted, theirs(base), [agreement(base)], SALT);
        expect([found.conflicts, found.protected]).toEqual([[], []]);
        const after = found.changes.reduce(written, theirs(base));
        expect(areSameLines(wanted, after)).toBe(true);
        expect(isSettled(differencesOf(wanted, after, [agreement(edited(base, changes, 'q'))], SALT))).toBe(true);
      }),
      SEED,
    );
  });

  it('ends the same where the writing was cut off anywhere between two lines', () => {
    fc.assert(
      fc.property(sentLines, edits, fc.nat(12), (base, changes, cutOff) => {
        const wanted = ours(edited(base, changes, 'q'));
        const { changes: all } = differencesOf(wanted, theirs(base), [agreement(base)], SALT);
        const begun = all.slice(0, cutOff).reduce(written, theirs(base));
        const rest = differencesOf(wanted, begun, [agreement(base), agreement(edited(base, changes, 'q'))], SALT);
        expect(rest.conflicts).toEqual([]);
        if (cutOff >= all.length) expect(rest.changes).toEqual([]);
        expect(areSameLines(wanted, rest.changes.reduce(written, begun))).toBe(true);
      }),
      SEED,
    );
  });

  it('is a conflict, or both agree once it is written, where both sides changed', () => {
    let [conflicts, agreed] = [0, 0];
    fc.assert(
      fc.property(sentLines, edits, edits, (base, changes, foreign) => {
        const wanted = ours(edited(base, changes, 'q'));
        const standing = theirs(edited(base, foreign, 'x'));
        const found = differencesOf(wanted, standing, [agreement(base)], SALT);
        if (found.conflicts.length > 0) conflicts += 1;
        else if (areSameLines(wanted, found.changes.reduce(written, standing))) agreed += 1;
        else throw new Error('a difference that nobody is told of');
      }),
      SEED,
    );
    // Neither is rare.
    expect(Math.min(conflicts, agreed)).toBeGreaterThan(50);
  });

  const BASE: Said = { id: 'p1', Item: 'a', Quantity: '5', NetPrice: '10', Description: 'Lamp' };
  const standing = (fields: object): TheirLine => their({ ...BASE, ...fields }, 'l1');
  const between = (said: Partial<Said>, there: object) =>
    differencesOf(ours([{ ...BASE, ...said }]), [standing(there)], [agreement([BASE])], SALT);

  it('leaves in Exact what only Exact changed, except for what a line comes to', () => {
    expect(isSettled(between({}, { Description: 'Lamp, blue', DeliveryDate: '2026-12-24' }))).toBe(true);
    expect(between({}, { Quantity: '6' }).conflicts).toHaveLength(1);
    expect(between({}, { NetPrice: '9' }).conflicts).toHaveLength(1);
    expect(between({ Description: 'Lamp, red' }, { Description: 'Lamp, blue' }).conflicts).toMatchObject([
      { fields: ['Description'] },
    ]);
  });

  it.each([
    ['fewer than are delivered', { Quantity: '2' }, { QuantityDelivered: '3' }, 1],
    ['as many as are delivered', { Quantity: '3' }, { QuantityDelivered: '3' }, 0],
    ['fewer than are invoiced', { Quantity: '2' }, { QuantityInvoiced: '3' }, 1],
    ['another price where some are delivered', { NetPrice: '9' }, { QuantityDelivered: '3' }, 0],
    ['another price where some are invoiced', { NetPrice: '9' }, { QuantityInvoiced: '1' }, 1],
    ['more where some are invoiced', { Quantity: '9' }, { QuantityInvoiced: '1' }, 0],
    ['the other way round where some are delivered', { Quantity: '-5' }, { QuantityDelivered: '1' }, 1],
    ['more of a line that is closed', { Quantity: '9' }, { QuantityDelivered: '1', DeliveryStatus: 21 }, 1],
  ])('protects what is done: %s', (_what, said, there, count) => {
    expect(between(said, there).protected).toHaveLength(count);
  });

  it('protects a line of which something is done from being taken off', () => {
    const found = differencesOf([], [standing({ QuantityDelivered: '1' })], [agreement([BASE])], SALT);
    expect(found.protected).toMatchObject([{ kind: 'remove' }]);
  });
});
