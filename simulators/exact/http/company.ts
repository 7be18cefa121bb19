import { badRequest, forbidden } from '../failure.ts';
import { readDateTime } from '../odata/literals.ts';
import { renderer } from '../odata/rendering.ts';
import { resourceAt, type Row } from '../schema/index.ts';
import { Table } from '../store/table.ts';
import { Division } from '../store/division.ts';
import type { World } from '../world.ts';
import { json, type Answer, type Request } from './answer.ts';
import type { Grant } from './grants.ts';
import { read, type Visit } from './reading.ts';
import type { Route } from './route.ts';

const mainDivision = (world: World): number =>
  (world.settings.divisions.find(({ isMain }) => isMain) ?? world.settings.divisions[0])?.code ?? 0;

/** GET current/Me: who gave consent, and the company open in that person's browser. */
export const readMe = (world: World, request: Request, grant: Grant): Answer => {
  const current = mainDivision(world);
  if (grant.divisions && !grant.divisions.has(current)) throw forbidden('User division is not within division scope');
  const { user } = grant;
  const row: Row = {
    UserID: user.id,
    CurrentDivision: current,
    AccountingDivision: current,
    FullName: user.fullName,
    FirstName: user.firstName,
    LastName: user.lastName,
    UserName: user.userName,
    Email: user.userName,
    LanguageCode: 'en',
    Language: 'EN',
    Legislation: 1,
    ServerTime: `/Date(${Date.now()})/`,
    ServerUtcOffset: 0,
  };
  const division = world.division(current);
  if (!division) throw forbidden('User division is not within division scope');
  const table = new Table('UserID');
  table.put(row);
  return read({ world, request, division, base: `${world.baseUrl}/api/v1` }, { resource: resourceAt('current/Me') }, table);
};

/** GET system/Divisions: the companies that the user may access and that the consent covers. Any number in the url will do. */
export const readDivisions = (world: World, request: Request, grant: Grant, code: number, route: Route): Answer => {
  const table = new Table('Code');
  for (const options of world.settings.divisions) {
    if (grant.divisions && !grant.divisions.has(options.code)) continue;
    table.put({
      Code: options.code,
      Description: options.name,
      Country: options.country,
      Legislation: options.country,
      Currency: options.currency,
      IsMainDivision: options.isMain,
      Current: options.isMain,
      BlockingStatus: 0,
      Status: 0,
      Hid: options.code,
      StartDate: Date.UTC(2020, 0, 1),
    });
  }
  const first = world.settings.divisions[0] ?? { code, name: '', currency: 'EUR', country: 'NL', isMain: true };
  const division = world.division(code) ?? new Division({ ...first, code }, world.baseUrl, world.settings.app.clientId);
  return read({ world, request, division, base: `${world.baseUrl}/api/v1/${code}` }, route, table);
};

/** Streams that SyncTimestamp knows; items and accounts are not among them. */
const SYNC_STREAMS: Readonly<Record<string, string>> = {
  GoodsDeliveries: 'GoodsDeliveries',
  GoodsDeliveryLines: 'GoodsDeliveryLines',
  SalesInvoices: 'SalesInvoiceFeed',
  SalesOrderHeaders: 'SalesOrders',
  SalesOrderLines: 'SalesOrderLines',
};

/** GET read/sync/Sync/SyncTimestamp: the row version up to which nothing changed since a date. */
export const readSyncTimestamp = ({ request, division, base }: Visit): Answer => {
  const modifiedText = request.query.get('modified');
  const endPoint = request.query.get('endPoint');
  const modified = readDateTime(/^datetime'(.*)'$/.exec(modifiedText ?? '')?.[1] ?? '');
  const set = SYNC_STREAMS[/^'(.*)'$/.exec(endPoint ?? '')?.[1] ?? ''];
  if (modified === undefined || set === undefined) throw badRequest('Error in query syntax.');
  let timestamp = 0;
  for (const row of division.table(set).newerThan(0)) {
    if (Number(row['Modified']) >= modified) break;
    timestamp = Number(row['Timestamp']);
  }
  const resource = resourceAt('read/sync/Sync/SyncTimestamp');
  const row: Row = { Modified: `/Date(${modified})/`, API: endPoint?.slice(1, -1) ?? null, TimeStampAsBigInt: timestamp };
  return json(200, { d: [renderer(resource, division, base, { select: undefined, expand: [] })(row)] });
};
