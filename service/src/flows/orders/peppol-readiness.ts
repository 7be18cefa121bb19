import type { ExactInvoicedDebtor } from '../../exact/index.ts';
import { readCompanyNumber, readVatNumber } from '../../identifiers/index.ts';

/** Country whose businesses must get structured invoices: Belgium, since 1 January 2026. */
export const STRUCTURED_IN = 'BE';

/** What a business lacks for a structured invoice. */
export type PeppolLack = 'enterpriseNumber' | 'numbersDiffer' | 'vatNumber' | 'peppolIdentifier' | 'otherIdentifier' | 'address';

/** Whether a debtor of Exact can get a structured invoice. */
export type PeppolReadiness =
  | { readonly state: 'ready' }
  /** It needs none: it is no customer, blocked, or elsewhere. */
  | { readonly state: 'exempt' }
  /** No number tells whether it is a business or a private person. */
  | { readonly state: 'unknown' }
  | {
      readonly state: 'lacking';
      readonly lacks: readonly PeppolLack[];
      /** Its enterprise number, which is its identifier in the scheme 0208, where it is known. */
      readonly enterpriseNumber: string | undefined;
    };

const IDENTIFIER = /^(?:0208:)?(?:BE)?(\d{10})$/i;

/** What a debtor lacks for a structured invoice: an enterprise number that is one, its VAT number, its identifier, its address. Pure. */
export function peppolReadiness(debtor: ExactInvoicedDebtor): PeppolReadiness {
  const { Status: status, Blocked: isBlocked, Country: country } = debtor;
  if (status !== 'C' || isBlocked || country?.trim().toUpperCase() !== STRUCTURED_IN) return { state: 'exempt' };
  const [vat, company, identifier] = [debtor.VATNumber, debtor.ChamberOfCommerce, debtor.PeppolIdentifier].map(filled);
  if (vat === undefined && company === undefined && identifier === undefined) return { state: 'unknown' };
  const read = vat === undefined ? undefined : readVatNumber(vat, STRUCTURED_IN);
  const ofVat = read?.state === 'valid' && read.country === STRUCTURED_IN ? read.number.slice(2) : undefined;
  const ofCompany = company === undefined ? undefined : readCompanyNumber(company, STRUCTURED_IN);
  const enterpriseNumber = ofCompany ?? ofVat;
  const differ = ofCompany !== undefined && ofVat !== undefined && ofCompany !== ofVat;
  const lacks: PeppolLack[] = [
    ...(enterpriseNumber === undefined ? ['enterpriseNumber' as const] : []),
    ...(differ ? ['numbersDiffer' as const] : []),
    ...(ofVat === undefined ? ['vatNumber' as const] : []),
    ...identifierLacks(identifier, enterpriseNumber),
    ...([debtor.AddressLine1, debtor.Postcode, debtor.City].some((part) => filled(part) === undefined)
      ? ['address' as const]
      : []),
  ];
  return lacks.length === 0 ? { state: 'ready' } : { state: 'lacking', lacks, enterpriseNumber };
}

/** An identifier of another scheme, such as a GLN, is as good. */
function identifierLacks(identifier: string | undefined, enterpriseNumber: string | undefined): PeppolLack[] {
  if (identifier === undefined) return ['peppolIdentifier'];
  const named = IDENTIFIER.exec(identifier.replace(/[\s.]/g, ''))?.[1];
  return named !== undefined && enterpriseNumber !== undefined && named !== enterpriseNumber ? ['otherIdentifier'] : [];
}

function filled(value: string | null): string | undefined {
  const text = value?.trim() ?? '';
  return text === '' ? undefined : text;
}
