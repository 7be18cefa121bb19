/** Longest address that a field of Salesforce takes. */
const LONGEST_URL = 255;
/** What stands in the address of a shipping method for the code: `{0}`, `{code}`, `[code]`, `%s`. */
const PLACEHOLDER = /\{[^{}]*\}|\[[^[\]]*\]|%s/g;

/**
 * The page that tells where a parcel is: the address of its shipping method with the code in place of its placeholders, else at its end.
 * Null without either, for an address that is none of the web, and for one that is too long: half a link leads nowhere. Pure.
 */
export function trackingUrl(address: string | null | undefined, code: string | null | undefined): string | null {
  const [base, number] = [(address ?? '').trim(), (code ?? '').trim()];
  if (base === '' || number === '') return null;
  const encoded = encodeURIComponent(number.toWellFormed());
  const url = base.search(PLACEHOLDER) === -1 ? `${base}${encoded}` : base.replace(PLACEHOLDER, () => encoded);
  const isOfWeb = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  return isOfWeb && url.length <= LONGEST_URL ? url : null;
}
