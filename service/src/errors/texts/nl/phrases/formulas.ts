import type { FORMULA_PHRASES } from '../../phrases/formulas.ts';
import type { PhraseTranslation } from '../../translation.ts';

/** The Dutch of `FORMULA_PHRASES`. */
export const DUTCH_FORMULA_PHRASES: PhraseTranslation<typeof FORMULA_PHRASES> = {
  formula_too_long: 'een formule heeft hoogstens {count} tekens',
  formula_names_quoted:
    'de namen voor de dubbele punten van een lijst tussen accolades worden als teksten tussen aanhalingstekens geschreven',
  formula_no_matches: 'de functie matches is niet toegestaan; gebruik contains, startsWith of endsWith',
  formula_no_bytes: 'formules werken met teksten, niet met bytes',
  formula_no_function: 'er is geen functie {function}',
  formula_which_table: 'de functie lookup wil eerst een van de tabellen {tables}',
  formula_many_steps:
    'deze formule kan te lang duren: lijsten in lijsten vermenigvuldigen zich, hier tot {steps} stappen, en hoogstens {most} zijn toegestaan; gebruik kortere lijsten, of minder in elkaar',
  formula_countless_steps:
    'deze formule kan te lang duren: lijsten in lijsten vermenigvuldigen zich, hier tot ontelbaar veel stappen, en hoogstens {most} zijn toegestaan; gebruik kortere lijsten, of minder in elkaar',
  formula_many_steps_together:
    'met deze formule kunnen de regels voor {what} samen te lang duren: {steps} stappen, en hoogstens {most} zijn toegestaan; maak deze of de vorige regels eenvoudiger',
  formula_types: 'de typen passen niet bij elkaar',
  formula_gives: 'er komt {type} uit, maar {wanted} is nodig',
  formula_wants_flag: 'ja of nee (bool)',
  formula_wants_amount: 'een getal',
  formula_wants_text: 'een tekst',

  formula_takes_long: 'het duurt te lang; lijsten in lijsten en lange teksten vermenigvuldigen de stappen',
  formula_short_duration: 'een tijdsduur is een korte tekst zoals "36h"',
  formula_long_text: 'er ontstaat een tekst van meer dan {count} tekens',
  formula_long_list: 'er ontstaat een lijst van meer dan {count} elementen',
  formula_large_list: 'er ontstaat een lijst van meer dan {count} tekens',
  formula_deep_list: 'er staan te veel lijsten in lijsten',
  formula_long_number: 'er ontstaat een getal van meer dan {count} cijfers',
  formula_divides_by_zero: 'er wordt door nul gedeeld',
  formula_no_number: '{value} is geen getal',
  formula_rounds: 'er wordt op {decimals} decimalen afgerond, en alleen 0 tot en met {most} zijn mogelijk',
  formula_no_value: 'er komt geen tekst, geen getal en geen ja of nee uit',

  formula_unknown_variable: 'er is geen variabele {name}',
  formula_no_field: 'er is geen veld {name}',
  formula_no_overload: 'deze typen passen niet bij elkaar: {types}',
  formula_no_call: 'er is geen functie voor {call}',
  formula_unexpected: 'dit hoort hier niet: {token}',
  formula_expected: 'hier hoort {wanted}, niet {token}',
  formula_unterminated: 'het aanhalingsteken aan het eind van een tekst ontbreekt',
  formula_branches: 'beide kanten van een keuze hebben hetzelfde type nodig, niet {first} en {other}',
  formula_condition: 'wat voor het vraagteken staat moet ja of nee zijn, niet {type}',
  formula_logical: 'beide kanten van && en || moeten ja of nee zijn, niet {type}',
  formula_limit: 'de formule is te groot: {limit}',
  formula_said: 'de formule klopt niet: {words}',

  the_condition: 'de voorwaarde',
  one_record_of: 'een record van {object}',
  an_order_line: 'een orderregel',
};
