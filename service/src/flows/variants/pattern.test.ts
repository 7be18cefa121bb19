import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodePattern } from './pattern.ts';

function pattern(text: string): CodePattern {
  const parsed = CodePattern.parse(text);
  if (!(parsed instanceof CodePattern)) throw new Error(`${text}: ${parsed}`);
  return parsed;
}

describe('a pattern of item codes', () => {
  it.each([
    ['{model}-{colour}-{size}', 'CUP-RED-L', 'CUP', { colour: 'RED', size: 'L' }],
    ['{model}-{size}', 'BEK-001-50', 'BEK-001', { size: '50' }],
    ['BEK-{model}-{size}', 'bek-001-50', 'bek-001', { size: '50' }],
    ['{model}{colour:3}{size:2}', 'CUPRED42', 'CUP', { colour: 'RED', size: '42' }],
    ['{model:4}{size:2}', 'CUP042', 'CUP0', { size: '42' }],
    ['{model}/{maat} cm', 'Plank 3/120 cm', 'Plank 3', { maat: '120' }],
    ['{modèle}.{größe}', 'Ø.8½', 'Ø', { größe: '8½' }],
  ])('%s reads %s', (text, code, family, parts) => {
    const read = pattern(text).read(code);
    expect(read?.family).toBe(family);
    expect(Object.fromEntries(read?.parts.map(({ name, value }) => [name, value]) ?? [])).toEqual(parts);
  });

  it.each([
    ['{model}-{colour}-{size}', 'CUP-RED'],
    ['{model}-{colour}-{size}', '-RED-L'],
    ['{model}-{colour}-{size}', 'CUP--L'],
    ['{model}-{colour}-{size}', 'CUP-RED-'],
    ['BEK-{model}-{size}', 'CUP-001-50'],
    ['BEK-{model}-{size}', 'BEK--50'],
    ['{model:4}{size:2}', 'CUP42'],
    ['{model}{size:2}', '42'],
    ['{model}-{size}', ''],
  ])('%s is not the form of %j', (text, code) => {
    expect(pattern(text).read(code)).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    ['CUP', 'empty'],
    ['{model}', 'first'],
    ['{model}-{size', 'braces'],
    ['{model}-size}', 'braces'],
    ['{model}-{}', 'name'],
    ['{model}-{1size}', 'name'],
    ['{model}-{size:0}', 'name'],
    ['{model}-{Model}', 'twice'],
    ['{model}{size}', 'joined'],
    ['{a}-{b}-{c}-{d}-{e}-{f}-{g}', 'many'],
  ])('%j is none: %s', (text, fault) => {
    expect(CodePattern.parse(text)).toBe(`pattern_${fault}`);
  });

  it('reads back what a code was put together of', () => {
    const part = fc.string({ unit: fc.constantFrom('A', 'b', '7', 'é', '.'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', '-', '7'), minLength: 1, maxLength: 8 }),
        part,
        part,
        (model, colour, size) => {
          expect(pattern('{model}-{colour}-{size}').read(`${model}-${colour}-${size}`)).toEqual({
            family: model,
            parts: [
              { name: 'colour', value: colour },
              { name: 'size', value: size },
            ],
          });
        },
      ),
    );
  });

  it('never takes a code for more or less than it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('-', 'A', 'x', ' '), maxLength: 40 }), (code) => {
        const read = pattern('{model}-{colour}-{size:1}').read(code);
        if (read === undefined) return;
        expect([read.family, ...read.parts.map(({ value }) => value)].join('-')).toBe(code);
      }),
    );
  });
});
