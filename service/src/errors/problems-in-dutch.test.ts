import { describe, expect, it } from '@jest/globals';
import { leftInEnglish } from '../../tests/support/english-words.ts';
import { CATALOGUE, type ErrorCode } from './index.ts';
import { DUTCH } from './texts/nl/index.ts';
import { PHRASES, type PhraseKey } from './texts/phrases/index.ts';

/** Slots stand for words of people and of other systems. */
const withoutSlots = (text: string): string => text.replaceAll(/\{\w+\}/g, 'X');

describe('in Dutch', () => {
  it.each(Object.keys(CATALOGUE) as ErrorCode[])('the problem %s has no English left', (code) => {
    const [english, dutch] = [CATALOGUE[code], DUTCH.problems[code]];
    const left = (['title', 'message', 'action'] as const).map((part) =>
      leftInEnglish(withoutSlots(english[part]), withoutSlots(dutch[part])),
    );
    expect(left.filter((text) => text !== undefined)).toEqual([]);
  });

  it.each(Object.keys(PHRASES) as PhraseKey[])('the phrase %s has no English left', (key) => {
    expect(leftInEnglish(withoutSlots(PHRASES[key]), withoutSlots(DUTCH.phrases[key]))).toBeUndefined();
  });
});

describe('what is looked for', () => {
  it('is found', () => {
    expect(leftInEnglish('Nothing was sent.', 'Nothing was sent.')).toContain('Nothing');
    expect(leftInEnglish('Press the button.', 'Klik op the button.')).toContain('the');
    expect(leftInEnglish('Orders are off.', 'Orders staan uit.')).toBeUndefined();
    expect(leftInEnglish('Send to Exact Online', 'Send to Exact Online')).toBeUndefined();
  });
});
