import { describe, expect, it } from '@jest/globals';
import { languageOf, problemText, TandemError } from './index.ts';

const PARAMS = { order: '00000101' };
/** As versions stored it that kept the sentences. */
const FORMER = { title: 'The order has no products', message: 'Order 00000101 has no products.', action: 'Add one.' };

describe('a problem', () => {
  it('is told in the language of its reader, and English in the log', () => {
    const error = new TandemError('order_without_lines', PARAMS);

    expect(problemText(error, 'nl')).toEqual({
      title: 'De order heeft geen producten',
      message: 'Order 00000101 heeft geen orderproducten. Exact Online neemt geen order zonder regels aan.',
      action: 'Voeg minstens een product toe aan order 00000101 en klik op Opnieuw proberen of Send to Exact Online.',
    });
    expect(problemText(error, 'en')).toEqual({ title: error.title, message: error.message, action: error.action });
  });

  it('keeps what another system said as it was said', () => {
    const params = { object: 'Account', text: 'Fill "Name  2"...' };
    expect(problemText({ code: 'salesforce_validation_rule', params }, 'nl').message).toBe(
      'Een validatieregel op Account zegt: Fill "Name  2"...',
    );
  });
});

describe('a problem that another version stored', () => {
  it('is told from its params, where it kept them beside the sentences', () => {
    expect(problemText({ code: 'order_without_lines', params: PARAMS, ...FORMER }, 'nl').title).toBe(
      'De order heeft geen producten',
    );
  });

  it('stands as it was stored, where it kept sentences only', () => {
    expect(problemText({ code: 'order_without_lines', ...FORMER }, 'nl')).toEqual(FORMER);
  });

  it('is told by its title where its words were dropped, however that was stored', () => {
    const shortened = { title: 'x', message: 'x.', action: 'Press Retry to see the whole reason again.' };
    const told = {
      title: 'De order heeft geen producten',
      message: 'De order heeft geen producten.',
      action: 'Klik op Opnieuw proberen om de hele reden weer te zien.',
    };
    expect(problemText({ code: 'order_without_lines', params: {} }, 'nl')).toEqual(told);
    expect(problemText({ code: 'order_without_lines', params: {}, ...shortened }, 'nl')).toEqual(told);
  });

  it('is told by code and params where the code is not known', () => {
    expect(problemText({ code: 'of_tomorrow', params: { order: '7', count: 2 } }, 'en')).toEqual({
      title: 'A problem that this version does not know',
      message: 'Code of_tomorrow: order = 7, count = 2.',
      action: 'Look it up by its code, or ask support.',
    });
    expect(problemText({ code: 'constructor' }, 'nl').message).toBe('Code constructor.');
  });
});

describe('the language of a locale', () => {
  it.each([
    ['nl_NL', 'nl'],
    ['nl', 'nl'],
    ['NL-be', 'nl'],
    ['en_US', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('of %s is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
