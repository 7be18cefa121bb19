import { createHash } from 'node:crypto';
import type { World } from '../support/world.ts';
import { idIn, textIn } from './books.ts';
import { Differences } from './differences.ts';
import { exactToken } from './exact-token.ts';

/**
 * Files of orders: each with the extension is in Exact once, on its sales order, to the byte, and nothing else is.
 * `type`: of the documents that hold them.
 */
export async function auditFiles(world: World, extension: string, type: number): Promise<readonly string[]> {
  const { salesforce, exact, division } = world;
  const differences = new Differences('files');
  const orders = new Map((await salesforce.rows('Order')).map((row) => [row['Id'], row]));
  const versions = new Map((await salesforce.rows('ContentVersion')).map((row) => [row['Id'], row]));
  const sold = new Map((await exact.rows(division, 'salesorder/SalesOrders')).map((row) => [idIn(row, 'OrderID'), row]));
  const documents = new Map(
    (await exact.rows(division, 'documents/Documents')).filter((row) => row['Type'] === type).map((row) => [idIn(row), row]),
  );
  const bare = new Map(documents);
  const wanted = new Set<string>();
  const files = new Map((await salesforce.rows('ContentDocument')).map((row) => [row['Id'], row]));
  for (const link of await salesforce.rows('ContentDocumentLink')) {
    const salesOrder = sold.get(idIn(orders.get(link['LinkedEntityId']), 'Exact_Id__c'));
    const version = versions.get(files.get(link['ContentDocumentId'])?.['LatestPublishedVersionId']);
    if (salesOrder === undefined || version?.['FileExtension'] !== extension) continue;
    wanted.add(`${textIn(salesOrder, 'OrderNumber')} ${textIn(version, 'Checksum')}`);
  }
  const standing = new Map<string, number>();
  const authorization = `Bearer ${await exactToken(world)}`;
  for (const file of await exact.rows(division, 'documents/DocumentAttachments')) {
    const document = documents.get(idIn(file, 'Document'));
    if (document === undefined) continue;
    const answer = await fetch(`${String(file['Url'])}&Download=1`, { headers: { authorization } });
    const key = `${textIn(document, 'SalesOrderNumber')} ${digestOf(Buffer.from(await answer.arrayBuffer()))}`;
    standing.set(key, (standing.get(key) ?? 0) + 1);
    bare.delete(idIn(document));
  }
  for (const document of bare.values()) differences.tell(`the document ${textIn(document, 'Subject')} has no file`);
  for (const key of wanted) differences.amount(`copies of ${key}`, standing.get(key) ?? 0, 1);
  const numbers = new Set([...sold.values()].map((row) => textIn(row, 'OrderNumber')));
  for (const key of standing.keys())
    if (numbers.has(key.split(' ')[0] ?? '')) differences.fact(`${key} was sent and is on no order`, wanted.has(key));
  return differences.found;
}

function digestOf(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}
