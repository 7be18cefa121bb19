import { openAttachments } from './attachments.ts';
import { openCatalogue, type Catalogue } from './catalogue.ts';
import { openMembers } from './category-members.ts';
import { openCategories } from './category-tree.ts';
import type { Step } from './cells.ts';
import { openCredit } from './credit.ts';
import { openCustomers } from './customers.ts';
import { openBornOrders, openDeliveries, openInvoices, openPastDeliveries, openPastInvoices, openProgress } from './documents.ts';
import { openFamilies } from './families.ts';
import type { FaultWorld } from './fault-world.ts';
import { openPictures } from './pictures.ts';
import { openPriceLists } from './price-lists.ts';
import { openSets } from './set-parts.ts';
import { openStock } from './stock.ts';
import type { WorldOptions } from '../support/world.ts';

/** A flow with what it brings, and every kind of request on its way. */
export interface CatalogueRow {
  readonly prefix: string;
  readonly steps: readonly Step[];
  /** What its world has besides. */
  readonly world?: WorldOptions;
  open(faults: FaultWorld): Promise<Catalogue>;
}

const DELETIONS = page('deletions page', '/sync/Deleted');
const ITEMS = page('items page', '/sync/Logistics/Items');
const QUERIES: Step = { name: 'queryMany', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'read' };
const QUERY: Step = { name: 'query', system: 'salesforce', method: 'GET', path: '/query', kind: 'read' };
const COLLECTION = '/composite/sobjects$';
/** Of a price, so that it is finer than a cent. */
const HUNDREDTH = 0.01;

/** Every flow from Exact Online, and what goes there besides orders: one that brings something more adds its row. */
export const CATALOGUES: readonly CatalogueRow[] = [
  {
    prefix: 'products',
    steps: [
      ITEMS,
      page('prices page', '/sync/Logistics/SalesItemPrices'),
      DELETIONS,
      QUERIES,
      write('product POST', 'POST', COLLECTION),
      write('product PATCH', 'PATCH', COLLECTION),
      write('price POST', 'POST', COLLECTION, 1),
      write('price PATCH', 'PATCH', COLLECTION, 1),
    ],
    open: async (faults) => {
      const catalogue = await openCatalogue(faults.world);
      await faults.configure({ products: true, orders: false });
      return catalogue;
    },
  },
  {
    prefix: 'prices of pieces',
    // Finer than a price book keeps: number and price go together.
    steps: [write('price POST', 'POST', COLLECTION, 1), write('price PATCH', 'PATCH', COLLECTION, 1)],
    open: async (faults) => {
      const catalogue = await openCatalogue(faults.world, HUNDREDTH);
      await faults.configure({
        ...{ products: false, orders: false },
        further: { products: { prices: { currency: 'EUR', tooPrecise: 'perHundred' } } },
      });
      return catalogue;
    },
  },
  {
    prefix: 'stock',
    // Rows and totals go together in one call.
    steps: [
      page('positions page', '/sync/Inventory/StockPositions'),
      DELETIONS,
      QUERIES,
      write('rows and totals', 'POST', '/composite$', 2),
    ],
    open: openStock,
  },
  {
    prefix: 'progress',
    // An order and its lines are written one after the other.
    steps: [
      page('headers page', '/sync/SalesOrder/SalesOrderHeaders'),
      page('lines page', '/sync/SalesOrder/SalesOrderLines'),
      page('all lines of an order with a set', '/salesorder/SalesOrderLines'),
      DELETIONS,
      QUERIES,
      write('order PATCH', 'PATCH', COLLECTION),
      write('order product PATCH', 'PATCH', COLLECTION, 1),
    ],
    open: openProgress,
  },
  {
    prefix: 'born',
    // Orders that were typed in Exact, by the same flow.
    steps: [
      page('headers page', '/sync/SalesOrder/SalesOrderHeaders'),
      page('lines page', '/sync/SalesOrder/SalesOrderLines'),
      DELETIONS,
      QUERIES,
      write('row', 'PATCH', '/composite/sobjects/ExactOrder__c'),
    ],
    open: openBornOrders,
  },
  {
    prefix: 'deliveries',
    // Rows that are new go by their keys, corrections by their ids; lines go with whichever is due.
    steps: [
      page('deliveries page', '/sync/SalesOrder/GoodsDeliveries'),
      page('lines page', '/sync/SalesOrder/GoodsDeliveryLines'),
      DELETIONS,
      QUERIES,
      write('delivery rows', 'PATCH', '/composite/sobjects/ExactDelivery__c'),
      write('corrections', 'PATCH', COLLECTION),
    ],
    open: openDeliveries,
  },
  {
    prefix: 'invoices',
    steps: [
      page('invoices page', '/sync/SalesInvoice/SalesInvoices'),
      page('terms page', '/sync/Cashflow/PaymentTerms'),
      DELETIONS,
      { ...QUERY, name: 'accounts query' },
      QUERIES,
      write('rows and balance', 'POST', '/composite$', 2),
    ],
    open: openInvoices,
  },
  {
    prefix: 'past invoices',
    steps: [
      page('count', String.raw`/salesinvoice/SalesInvoices/\$count`),
      page('terms page', '/sync/Cashflow/PaymentTerms'),
      page('invoices page', '/sync/SalesInvoice/SalesInvoices'),
      QUERIES,
      write('rows', 'POST', '/composite$', 1),
    ],
    open: openPastInvoices,
  },
  {
    prefix: 'past deliveries',
    steps: [
      page('count', String.raw`/salesorder/GoodsDeliveries/\$count`),
      page('deliveries page', '/sync/SalesOrder/GoodsDeliveries'),
      page('lines', '/salesorder/GoodsDeliveryLines'),
      QUERIES,
      write('rows', 'PATCH', '/composite/sobjects/ExactDelivery__c'),
    ],
    open: openPastDeliveries,
  },
  {
    prefix: 'credit',
    steps: [
      page('orders page', '/sync/SalesOrder/SalesOrderHeaders'),
      page('lines page', '/sync/SalesOrder/SalesOrderLines'),
      page('debtors page', '/sync/CRM/Accounts'),
      DELETIONS,
      QUERIES,
      write('account PATCH', 'PATCH', COLLECTION),
      { ...QUERY, name: 'balances query' },
    ],
    open: openCredit,
  },
  {
    prefix: 'customers',
    steps: [
      page('debtors page', '/sync/CRM/Accounts'),
      DELETIONS,
      QUERIES,
      write('account POST', 'POST', COLLECTION),
      write('account PATCH', 'PATCH', COLLECTION),
    ],
    open: openCustomers,
  },
  {
    prefix: 'prices',
    // Price books go before their entries, those before the rows of prices.
    steps: [
      page('periods page', '/sales/SalesPriceListPeriods'),
      page('lists page', '/sales/SalesPriceLists'),
      page('lines page', '/sync/Sales/SalesPriceListVolumeDiscounts'),
      page('prices page', '/sync/Logistics/SalesItemPrices'),
      DELETIONS,
      { ...QUERY, name: 'books query' },
      QUERIES,
      write('book POST', 'POST', COLLECTION),
      write('book PATCH', 'PATCH', COLLECTION),
      write('entry POST', 'POST', COLLECTION, 1),
      write('entry and rows', 'POST', '/composite$', 2),
      write('agreed rows', 'PATCH', '/composite/sobjects/ExactPrice__c'),
      write('gone rows and entries of groups', 'PATCH', COLLECTION, 1),
      ITEMS,
      page('discounts on groups', '\\d/sales/SalesPriceListVolumeDiscounts'),
      page('items of groups', '/bulk/Logistics/Items'),
    ],
    open: openPriceLists,
  },
  {
    prefix: 'sets',
    steps: [
      page('parts page', '/inventory/AssemblyBillOfMaterialMaterials'),
      QUERIES,
      write('parts and sets', 'POST', '/composite$', 2),
      { ...QUERY, name: 'gone query' },
      write('gone parts', 'PATCH', COLLECTION),
    ],
    open: openSets,
  },
  {
    prefix: 'variants',
    // A variant waits for the product of its family.
    steps: [
      ITEMS,
      DELETIONS,
      { ...QUERY, name: 'unseen query' },
      QUERIES,
      write('family POST', 'POST', COLLECTION),
      write('families PATCH', 'PATCH', COLLECTION),
      write('attributes PATCH', 'PATCH', COLLECTION, 1),
      write('variant PATCH', 'PATCH', COLLECTION, 2),
    ],
    open: openFamilies,
  },
  {
    prefix: 'categories',
    // What is below a new one waits for it.
    steps: [
      page('assortments page', '/logistics/ItemAssortment(?!P)'),
      page('properties page', '/logistics/ItemAssortmentProperty'),
      { ...QUERY, name: 'rows query' },
      write('rows', 'POST', '/composite$'),
      write('rows below', 'PATCH', '/composite/sobjects/ExactCategory__c'),
    ],
    open: openCategories,
  },
  {
    prefix: 'category members',
    // A new membership and the product that knows it are one transaction; one that moves follows what was taken back.
    steps: [
      page('item groups page', '/logistics/ItemGroups'),
      { ...QUERY, name: 'products query' },
      QUERIES,
      write('taken back', 'DELETE', String.raw`/composite/sobjects(\?|$)`),
      write('memberships', 'POST', '/composite/graph'),
      write('products in none', 'PATCH', COLLECTION),
      write('moved memberships', 'POST', '/composite/graph', 1),
    ],
    world: { features: { productCatalogs: true } },
    open: openMembers,
  },
  {
    prefix: 'pictures',
    // A product names its picture once that is uploaded.
    steps: [
      ITEMS,
      page('picture', '/docs/SysImage'),
      QUERIES,
      write('further version', 'POST', '/sobjects/ContentVersion'),
      write('its product', 'PATCH', COLLECTION),
      write('new file', 'POST', '/sobjects/ContentVersion', 1),
      write('product of new file', 'PATCH', COLLECTION, 1),
      { ...QUERY, name: 'newcomers query' },
    ],
    open: openPictures,
  },
  {
    prefix: 'attachments',
    // To Exact: a file is fetched, then its document is made, then the file is put into it.
    steps: [
      { ...QUERY, name: 'orders query' },
      { ...QUERIES, name: 'files query' },
      page('order', '/salesorder/SalesOrders'),
      page('its documents', '/documents/Documents'),
      { name: 'download', system: 'salesforce', method: 'GET', path: '/sobjects/ContentVersion/', kind: 'read' },
      { name: 'document', system: 'exact', method: 'POST', path: '/documents/Documents', kind: 'write' },
      { name: 'file', system: 'exact', method: 'POST', path: '/documents/DocumentAttachments', kind: 'write' },
      { name: 'second document', system: 'exact', method: 'POST', path: '/documents/Documents', kind: 'write', skip: 1 },
    ],
    open: openAttachments,
  },
];

function page(name: string, path: string): Step {
  return { name, system: 'exact', method: 'GET', path, kind: 'read' };
}

/** @param skip requests of the same method and path that come before it */
function write(name: string, method: string, path: string, skip?: number): Step {
  return { name, system: 'salesforce', method, path, kind: 'write', ...(skip === undefined ? {} : { skip }) };
}
