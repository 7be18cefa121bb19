import { joined, listed, phrase, type ParamValue, type Phrase } from '../../errors/index.ts';
import { newerThan, SYNC_INVOICED_DEBTORS, type ExactInvoicedDebtor } from '../../exact/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { FlowFinding } from '../fed-objects.ts';
import type { CompanyInExact } from '../flow.ts';
import { peppolReadiness, type PeppolLack } from './peppol-readiness.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** Pages of 1,000 accounts that one look reads; a person waits for it, and others use the same calls. */
const MOST_PAGES = 20;
/** Debtors that are told by name; when they are corrected, the next look tells of others. */
const MOST_TOLD = 20;

const LACKS: Readonly<Record<PeppolLack, Phrase>> = {
  enterpriseNumber: phrase('peppol_lacks_enterprise_number'),
  numbersDiffer: phrase('peppol_lacks_same_numbers'),
  vatNumber: phrase('peppol_lacks_vat_number'),
  peppolIdentifier: phrase('peppol_lacks_identifier'),
  otherIdentifier: phrase('peppol_lacks_own_identifier'),
  address: phrase('peppol_lacks_address'),
};

/** Businesses in Belgium among the debtors that cannot get a structured invoice yet, each with what it lacks. A call for 1,000 accounts. */
export async function peppolFindings(
  { division }: CompanyInExact,
  configuration: Configuration,
): Promise<readonly FlowFinding[]> {
  if (ORDER_SETTINGS.of(configuration).structuredInvoices === 'ignore') return [];
  const seen = { ready: 0, lacking: 0, unknown: 0, pages: 0 };
  const told: ParamValue[] = [];
  let isAll = true;
  for await (const page of division.pages(SYNC_INVOICED_DEBTORS, { filter: newerThan('1') })) {
    if (seen.pages === MOST_PAGES) {
      isAll = false;
      break;
    }
    seen.pages += 1;
    for (const debtor of page) {
      const readiness = peppolReadiness(debtor);
      if (readiness.state === 'exempt') continue;
      seen[readiness.state] += 1;
      if (readiness.state === 'lacking' && told.length < MOST_TOLD) told.push(lackingOf(debtor, readiness));
    }
  }
  const { lacking, ready, unknown } = seen;
  const parts: ParamValue[] = [
    phrase('peppol_counted', { ready, lacking }),
    ...(told.length === 0 ? [] : [phrase('peppol_named', { debtors: joined('semicolon', told) ?? '' })]),
    ...(lacking > told.length ? [phrase('peppol_more', { count: lacking - told.length })] : []),
    ...(unknown === 0 ? [] : [phrase('peppol_unknown', { count: unknown })]),
    ...(isAll ? [] : [phrase('peppol_not_all', { count: MOST_PAGES * 1_000 })]),
  ];
  const isFine = lacking === 0 && unknown === 0 && isAll;
  return [
    {
      id: `exact-structured-invoices-${division.division}`,
      title: phrase('check_structured_invoices', { company: division.division }),
      state: isFine ? 'ok' : 'warning',
      detail: joined('sentences', parts) ?? '',
      action: isFine ? null : phrase('check_structured_invoices_action'),
    },
  ];
}

function lackingOf(
  { Code: code, Name: name }: ExactInvoicedDebtor,
  { lacks, enterpriseNumber }: { readonly lacks: readonly PeppolLack[]; readonly enterpriseNumber: string | undefined },
): ParamValue {
  const what = listed(lacks.map((lack) => LACKS[lack]));
  const isProposed = enterpriseNumber !== undefined && lacks.includes('peppolIdentifier');
  return isProposed
    ? phrase('peppol_debtor_proposed', { code, name, what, identifier: `0208:${enterpriseNumber}` })
    : phrase('peppol_debtor', { code, name, what });
}
