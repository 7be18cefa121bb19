import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../flows/index.ts';
import { rememberParsed } from './parsed-configurations.ts';

describe('parsed configurations', () => {
  it('are the same object for the same document, and another one for a changed document', () => {
    const parse = rememberParsed((document) => CONFIGURATION.parse(document));
    const document = (everyMinutes: number) => ({
      version: 1,
      divisions: [{ code: 1, default: true }],
      flows: { orders: { everyMinutes } },
    });

    const first = parse(document(5));

    expect(parse(document(5))).toBe(first);
    expect(parse(document(6)).flows['orders']?.everyMinutes).toBe(6);
    expect(first.flows['orders']?.everyMinutes).toBe(5);
  });

  it('are forgotten when a hundred others were used since', () => {
    let parsed = 0;
    const parse = rememberParsed((document) => {
      parsed += 1;
      return CONFIGURATION.parse(document);
    });
    const document = (code: number) => ({ version: 1, divisions: [{ code, default: true }] });
    parse(document(1));
    for (let code = 2; code <= 100; code += 1) parse(document(code));
    parse(document(1));
    expect(parsed).toBe(100);

    for (let code = 101; code <= 200; code += 1) parse(document(code));
    parse(document(1));
    expect(parsed).toBe(201);
  });

  it('are not kept of a document that is refused', () => {
    const parse = rememberParsed((document) => CONFIGURATION.parse(document));
    expect(() => parse({ version: 'x' })).toThrow();
    expect(() => parse({ version: 'x' })).toThrow();
  });
});
