import type { Configuration } from './configuration.ts';

/** Documents kept with their compiled formulas, about 1 MB each with many formulas. */
const MOST_KEPT = 100;

/**
 * Parses a document once for as long as it is in use: compiling its formulas takes longer than sending an order. What was
 * used longest ago is forgotten first. The text of the document is the key, so nothing can be out of date.
 */
export function rememberParsed(parse: (document: unknown) => Configuration): (document: unknown) => Configuration {
  const kept = new Map<string, Configuration>();
  return (document) => {
    const key = JSON.stringify(document);
    const configuration = kept.get(key) ?? parse(document);
    kept.delete(key);
    kept.set(key, configuration);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return configuration;
  };
}
