import { inLanguage, phrase, phraseText, type Language } from '../errors/index.ts';
import { FLOWS } from '../flows/index.ts';

/** What one record of a flow is called, and several; those of a flow that this version does not have are records. */
export function nounsIn(language: Language): (flow: string) => { readonly one: string; readonly several: string } {
  return (flow) => {
    const known = FLOWS.find(({ name }) => name === flow);
    if (known !== undefined) return inLanguage(known.texts, language);
    return { one: phraseText(phrase('noun_record'), language), several: phraseText(phrase('noun_records'), language) };
  };
}
