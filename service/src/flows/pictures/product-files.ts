import { soqlForValues, soqlText, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import { markStart } from './mark.ts';
import { FILE_OBJECT } from './settings.ts';
import type { Candidate, PictureFiles } from './types.ts';

const NONE: PictureFiles = { file: undefined, versions: new Map() };

/** A version of a file, with the file and the version that lies on top of it. */
interface VersionRow extends SalesforceRow {
  readonly Id: string;
  readonly ContentDocumentId: string;
  readonly PathOnClient: string;
  readonly FirstPublishLocationId: string | null;
  readonly ContentDocument: {
    readonly Title: string | null;
    readonly LatestPublishedVersionId: string;
    readonly LatestPublishedVersion: { readonly PathOnClient: string } | null;
  } | null;
}

const FIELDS = [
  'Id',
  'ContentDocumentId',
  'PathOnClient',
  'FirstPublishLocationId',
  'ContentDocument.Title',
  'ContentDocument.LatestPublishedVersionId',
  'ContentDocument.LatestPublishedVersion.PathOnClient',
].join(', ');

/**
 * The files that pictures of these items became, by item: the one that the product names, and versions that were made although the
 * product does not say so, since its writing was cut off. One call for many.
 */
export async function filesOf(
  salesforce: SalesforceOrg,
  division: number,
  candidates: readonly Candidate[],
): Promise<(candidate: Candidate) => PictureFiles> {
  const products = candidates.flatMap(({ product }) => product ?? []);
  const named = products.flatMap(({ Exact_Picture_Version__c: version }) => version ?? []);
  const ours = soqlText(`${markStart(division, '')}%`);
  const queries = [
    ...soqlForValues('Id', named, (condition) => `SELECT ${FIELDS} FROM ${FILE_OBJECT} WHERE ${condition}`),
    ...soqlForValues(
      'FirstPublishLocationId',
      products.map(({ Id }) => Id),
      (condition) => `SELECT ${FIELDS} FROM ${FILE_OBJECT} WHERE ${condition} AND IsLatest = true AND PathOnClient LIKE ${ours}`,
    ),
  ];
  const rows = queries.length === 0 ? [] : (await salesforce.queryMany<VersionRow>(queries)).flat();
  const byId = new Map(rows.map((row) => [row.Id, row]));
  const byProduct = Map.groupBy(rows, (row) => row.FirstPublishLocationId ?? '');
  return ({ itemId, product }) => {
    if (product === undefined) return NONE;
    const mark = markStart(division, itemId);
    const standing = byId.get(product.Exact_Picture_Version__c ?? '');
    const made = (byProduct.get(product.Id) ?? []).filter(({ PathOnClient }) => PathOnClient.startsWith(mark));
    const versions = new Map(made.map(({ PathOnClient, Id }) => [PathOnClient, Id]));
    const top = standing?.ContentDocument?.LatestPublishedVersion?.PathOnClient;
    if (standing === undefined) return { file: undefined, versions };
    const topId = standing.ContentDocument?.LatestPublishedVersionId;
    if (top !== undefined && topId !== undefined && top.startsWith(mark)) versions.set(top, topId);
    return {
      file: {
        documentId: standing.ContentDocumentId,
        title: standing.ContentDocument?.Title ?? null,
        isOurs: topId === standing.Id || top?.startsWith(mark) === true,
      },
      versions,
    };
  };
}
