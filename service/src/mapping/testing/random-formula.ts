import fc from 'fast-check';

type Kind = 'text' | 'integer' | 'amount' | 'flag' | 'texts' | 'integers';

/** Names that stand for an element inside a loop, with what they are. */
type Names = readonly { readonly name: string; readonly kind: Kind }[];

const KINDS: readonly Kind[] = ['text', 'integer', 'amount', 'flag', 'texts', 'integers'];
const MOST_CHARACTERS = 950;

/**
 * Formulas over `order` whose types mostly fit, of up to some 300 nodes: made to take long and to grow, with loops inside
 * loops, texts and lists added to themselves and numbers squared.
 */
export function randomFormula(): fc.Arbitrary<string> {
  return fc
    .array(fc.nat(1_000_000), { minLength: 4, maxLength: 400, size: 'max' })
    .map((choices) => new Writer(choices).write())
    .filter((text) => text.length <= MOST_CHARACTERS);
}

/** Writes one formula; every choice is the next number of the tape, and where it ends only leaves are written. */
class Writer {
  readonly #choices: readonly number[];
  #position = 0;
  #loops = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  write(): string {
    return this.#expression(this.#pick(KINDS), [], 0);
  }

  #expression(kind: Kind, names: Names, depth: number): string {
    const known = names.filter((name) => name.kind === kind).map(({ name }) => name);
    if (depth > 9 || this.#position >= this.#choices.length) return this.#pick([...known, ...leaves(kind)]);
    const part = (of: Kind): string => this.#expression(of, names, depth + 1);
    const condition = (): string => `(${part('flag')} ? ${part(kind)} : ${part(kind)})`;
    const writers = [...this.#writers(kind, names, depth, part), condition, () => this.#pick([...known, ...leaves(kind)])];
    return this.#pick(writers)();
  }

  #writers(kind: Kind, names: Names, depth: number, part: (of: Kind) => string): (() => string)[] {
    const loop = (name: string, body: Kind): string => this.#loop(name, body, names, depth, part);
    const bound = (): string => this.#bound(kind, names, depth, part);
    switch (kind) {
      case 'text':
        return [
          () => `(${part('text')} + ${part('text')})`,
          () => `${part('texts')}.join(${part('text')})`,
          () => `upper(${part('text')})`,
          () => `string(${part('amount')})`,
          () => `${part('texts')}[${part('integer')}]`,
          () => `coalesce(${part('text')}, ${part('text')})`,
          () => `addressLine(${part('text')}, ${part('integer')})`,
          bound,
        ];
      case 'integer':
        return [
          () => `(${part('integer')} * ${part('integer')})`,
          () => `size(${part('texts')})`,
          () => `${part('text')}.indexOf(${part('text')})`,
          () => `${part('integers')}[${part('integer')}]`,
          bound,
        ];
      case 'amount':
        return [
          () => `(${part('amount')} * ${part('amount')})`,
          () => `(${part('amount')} / ${part('amount')})`,
          () => `(${part('amount')} * ${part('integer')})`,
          () => `round(${part('amount')}, ${part('integer')})`,
          () => `decimal(${part('text')})`,
          bound,
        ];
      case 'flag':
        return [
          () => loop('exists', 'flag'),
          () => loop('all', 'flag'),
          () => loop('exists_one', 'flag'),
          () => `(${part('flag')} || ${part('flag')})`,
          () => `(${part('texts')} == ${part('texts')})`,
          () => `${part('text')}.contains(${part('text')})`,
          () => `(${part('text')} in ${part('texts')})`,
          () => `(${part('amount')} > ${part('amount')})`,
        ];
      case 'texts':
        return [
          () => loop('map', 'text'),
          () => loop('filter', 'flag'),
          () => `(${part('texts')} + ${part('texts')})`,
          () => `${part('text')}.split(${part('text')})`,
          () => `[${part('text')}, ${part('text')}, ${part('text')}]`,
          bound,
        ];
      case 'integers':
        return [() => loop('map', 'integer'), () => `(${part('integers')} + ${part('integers')})`, bound];
    }
  }

  #loop(macro: string, body: Kind, names: Names, depth: number, part: (of: Kind) => string): string {
    const list =
      macro === 'map' || macro === 'filter'
        ? body === 'integer'
          ? 'integers'
          : 'texts'
        : this.#pick(['texts', 'integers'] as const);
    const name = `v${(this.#loops += 1)}`;
    const inside: Names = [...names, { name, kind: list === 'texts' ? 'text' : 'integer' }];
    return `${part(list)}.${macro}(${name}, ${this.#expression(body, inside, depth + 1)})`;
  }

  #bound(kind: Kind, names: Names, depth: number, part: (of: Kind) => string): string {
    const given = this.#pick(KINDS);
    const name = `v${(this.#loops += 1)}`;
    return `cel.bind(${name}, ${part(given)}, ${this.#expression(kind, [...names, { name, kind: given }], depth + 1)})`;
  }

  #pick<Choice>(choices: readonly Choice[]): Choice {
    const choice = this.#choices[this.#position] ?? 0;
    this.#position += 1;
    const picked = choices[choice % choices.length];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  }
}

function leaves(kind: Kind): readonly string[] {
  switch (kind) {
    case 'text':
      return ['order.Name', 'order.Description', '"a"', '", "', '""'];
    case 'integer':
      return ['0', '1', '2', '1000000'];
    case 'amount':
      return ['order.TotalAmount', 'decimal("0.001")'];
    case 'flag':
      return ['true', 'false', '(1 / 0 == 1)'];
    case 'texts':
      return ['["a", "b", "c", "d", "e", "f", "g", "h"]', 'order.Description.split("a")', '[""]'];
    case 'integers':
      return ['[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]', '[1]'];
  }
}
