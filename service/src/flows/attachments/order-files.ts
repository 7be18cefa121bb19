import { soqlForValues, soqlName, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { AttachmentsConfiguration } from './settings.ts';
import type { OrderFile } from './types.ts';
import { FILE } from './variables.ts';

const VERSION = 'ContentDocument.LatestPublishedVersion';
/** What the flow itself reads of a version. */
const READ = ['Id', 'Title', 'FileExtension', 'ContentSize', 'Checksum', 'CreatedDate'];
const LONGEST_NAME = 250;

interface LinkRow extends SalesforceRow {
  readonly LinkedEntityId: string;
  readonly SystemModstamp: string;
  readonly ContentDocument: { readonly LatestPublishedVersion: VersionRow | null } | null;
}

interface VersionRow extends SalesforceRow {
  readonly Id: string;
  readonly Title: string | null;
  readonly FileExtension: string | null;
  readonly ContentSize: number | null;
  readonly Checksum: string | null;
  readonly CreatedDate: string;
}

/** Reads the files that hang on orders, the oldest first, by order. One call for up to a thousand orders. */
export async function filesOfOrders(
  salesforce: SalesforceOrg,
  settings: AttachmentsConfiguration,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OrderFile[]>> {
  const { fields } = await salesforce.describe('ContentVersion');
  const read = [settings.when, ...settings.rules.map(({ formula }) => formula)]
    .flatMap((formula) => formula?.references ?? [])
    .flatMap(({ variable, field }) => (variable === FILE.name ? [field] : []));
  const asked = [...new Set([...READ, ...Object.keys(FILE.fields), ...read])].filter((field) => fields.has(field));
  const selected = ['Id', 'LinkedEntityId', 'SystemModstamp', ...asked.map((field) => `${VERSION}.${soqlName(field)}`)];
  // Where a file hangs cannot be asked for all files: only by the file or by the place.
  const queries = soqlForValues(
    'LinkedEntityId',
    orderIds,
    (condition) => `SELECT ${selected.join(', ')} FROM ContentDocumentLink WHERE ${condition}`,
  );
  const links = queries.length === 0 ? [] : (await salesforce.queryMany<LinkRow>(queries)).flat();
  const byOrder = Map.groupBy(links, ({ LinkedEntityId: id }) => id);
  return new Map([...byOrder].map(([orderId, ofOrder]) => [orderId, oldestFirst(ofOrder.flatMap(fileOf))]));
}

function fileOf({ ContentDocument: document, SystemModstamp: linkedAt }: LinkRow): OrderFile[] {
  const version = document?.LatestPublishedVersion ?? null;
  // Nobody may read it any more, or it is gone already.
  if (version === null) return [];
  return [
    {
      versionId: version.Id,
      name: nameOf(version),
      size: version.ContentSize ?? 0,
      checksum: version.Checksum?.toLowerCase() ?? null,
      addedAt: Date.parse(linkedAt) > Date.parse(version.CreatedDate) ? linkedAt : version.CreatedDate,
      fields: version,
    },
  ];
}

/** The title with its extension, without what a file name of another system must not hold. */
function nameOf({ Id: id, Title: title, FileExtension: extension }: VersionRow): string {
  const ending = extension === null ? '' : `.${extension}`;
  const safe = (title ?? '').replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, ' ').trim();
  const stem = safe.toLowerCase().endsWith(ending.toLowerCase()) ? safe.slice(0, safe.length - ending.length) : safe;
  return `${stem === '' ? id : stem.slice(0, LONGEST_NAME - ending.length)}${ending}`;
}

function oldestFirst(files: readonly OrderFile[]): readonly OrderFile[] {
  return files.toSorted(
    (one, other) => Date.parse(one.addedAt) - Date.parse(other.addedAt) || one.versionId.localeCompare(other.versionId),
  );
}
