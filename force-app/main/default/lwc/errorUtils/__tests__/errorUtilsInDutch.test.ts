import 'test/dutch';
import { actionFor, readProblem } from 'c/errorUtils';

describe('c/errorUtils, for a reader of Dutch', () => {
  it('says in Dutch what to do about an error that nobody knows', () => {
    expect(readProblem(undefined)).toEqual({
      title: 'Er is iets misgegaan',
      action: expect.stringMatching(/^Probeer het over een minuut opnieuw\./),
    });
  });

  it.each(['Vraag de beheerder om de machtigingenset Tandem User.', 'Kies een btw-code op het tabblad Instellingen.'])(
    'sends who does not set Tandem up to somebody who does: %s',
    (action) => {
      expect(actionFor(action, false)).toBe(`Vraag het de Tandem-beheerder, die dit kan doen: ${action}`);
      expect(actionFor(action, true)).toBe(action);
    },
  );

  it('leaves alone what everybody can do', () => {
    expect(actionFor('Vul een btw-code in op de orderregel.', false)).toBe('Vul een btw-code in op de orderregel.');
  });
});
