import { afterEach, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient } from './org-client.ts';

describe('objects that a licence brings', () => {
  let org: OrgClient;
  afterEach(() => org.close());

  it('are not there without it', async () => {
    org = await OrgClient.start();
    for (const object of ['Shipment', 'ShipmentItem', 'ProductCatalog', 'ProductCategory', 'ProductCategoryProduct']) {
      expect((await org.call('GET', `/sobjects/${object}/describe`)).status).toBe(404);
      expect(errorCode(await org.query(`SELECT Id FROM ${object}`))).toBe('INVALID_TYPE');
    }
  });

  it('are not there for a user without a right on them', async () => {
    org = await OrgClient.start({ features: { shipments: true } }, 'standard');
    expect(errorCode(await org.query('SELECT Id FROM Shipment'))).toBe('INVALID_TYPE');
  });

  it('a shipment counts its items, whose code is its own', async () => {
    org = await OrgClient.start({ features: { shipments: true } });
    expect(errorCode(await org.call('POST', '/sobjects/Shipment', { TrackingNumber: '3S' }))).toBe('REQUIRED_FIELD_MISSING');
    const ShipmentId = await org.create('Shipment', { ShipToName: 'Jan', TrackingNumber: '3S' });
    expect(errorCode(await org.call('POST', '/sobjects/ShipmentItem', { ShipmentId }))).toBe('REQUIRED_FIELD_MISSING');
    expect(errorCode(await org.call('POST', '/sobjects/ShipmentItem', { ShipmentId, Quantity: 1, TrackingNumber: 'x' }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    const item = await org.create('ShipmentItem', { ShipmentId, Quantity: 2 });
    await org.create('ShipmentItem', { ShipmentId, Quantity: 3 });
    expect(await org.rows('SELECT Status, TotalItemsQuantity FROM Shipment')).toEqual([
      { Status: 'Shipped', TotalItemsQuantity: 5 },
    ]);
    await org.call('PATCH', `/sobjects/Shipment/${ShipmentId}`, { TrackingNumber: '3T' });
    await org.call('PATCH', `/sobjects/ShipmentItem/${item}`, { Quantity: 0 });
    expect(await org.rows('SELECT TrackingNumber FROM ShipmentItem')).toEqual([
      { TrackingNumber: '3T' },
      { TrackingNumber: '3T' },
    ]);
    expect(await org.rows('SELECT TotalItemsQuantity FROM Shipment')).toEqual([{ TotalItemsQuantity: 3 }]);
    expect(errorCode(await org.call('PATCH', `/sobjects/ShipmentItem/${item}`, { ShipmentId }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    expect(errorCode(await org.query("SELECT Id FROM Shipment WHERE Description = 'x'"))).toBe('INVALID_FIELD');
  });

  it('categories form a tree in their catalog, and have a product once', async () => {
    org = await OrgClient.start({ features: { productCatalogs: true } });
    const [CatalogId, other] = [
      await org.create('ProductCatalog', { Name: 'a' }),
      await org.create('ProductCatalog', { Name: 'b' }),
    ];
    expect(errorCode(await org.call('POST', '/sobjects/ProductCategory', { Name: 'x' }))).toBe('REQUIRED_FIELD_MISSING');
    const parent = await org.create('ProductCategory', { Name: 'parent', CatalogId });
    const child = await org.create('ProductCategory', { Name: 'child', CatalogId, ParentCategoryId: parent });
    const refused = async (method: string, path: string, fields: object) =>
      errorCode(await org.call(method, path, { ...fields }));
    expect(await refused('POST', '/sobjects/ProductCategory', { Name: 'x', CatalogId: other, ParentCategoryId: parent })).toBe(
      'FIELD_INTEGRITY_EXCEPTION',
    );
    expect(await refused('PATCH', `/sobjects/ProductCategory/${parent}`, { ParentCategoryId: child })).toBe(
      'CIRCULAR_DEPENDENCY',
    );
    expect(await refused('PATCH', `/sobjects/ProductCategory/${child}`, { CatalogId: other })).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    const { productId: ProductId } = await org.createProduct('chair', 10);
    const row = { ProductId, ProductCategoryId: child };
    const id = await org.create('ProductCategoryProduct', row);
    expect(await refused('POST', '/sobjects/ProductCategoryProduct', row)).toBe('DUPLICATE_VALUE');
    expect(await org.rows(`SELECT CatalogId, IsPrimaryCategory FROM ProductCategoryProduct WHERE Id = '${id}'`)).toEqual([
      { CatalogId, IsPrimaryCategory: false },
    ]);
    expect(await refused('PATCH', `/sobjects/ProductCategoryProduct/${id}`, { ProductCategoryId: parent })).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });

  it('products are in categories by what is made and deleted, and goes with either', async () => {
    org = await OrgClient.start({ features: { productCatalogs: true } });
    const CatalogId = await org.create('ProductCatalog', { Name: 'a' });
    const [one, two] = [
      await org.create('ProductCategory', { Name: 'one', CatalogId }),
      await org.create('ProductCategory', { Name: 'two', CatalogId }),
    ];
    const [{ productId: chair }, { productId: table }] = [
      await org.createProduct('chair', 10),
      await org.createProduct('table', 10),
    ];
    const code = async (fields: object) => errorCode(await org.call('POST', '/sobjects/ProductCategoryProduct', { ...fields }));
    expect(await code({ ProductCategoryId: one })).toBe('REQUIRED_FIELD_MISSING');
    expect(await code({ ProductId: chair })).toBe('REQUIRED_FIELD_MISSING');
    const first = await org.create('ProductCategoryProduct', { ProductId: chair, ProductCategoryId: one });
    await org.create('ProductCategoryProduct', { ProductId: chair, ProductCategoryId: two });
    await org.create('ProductCategoryProduct', { ProductId: table, ProductCategoryId: one });
    expect(errorCode(await org.call('PATCH', `/sobjects/ProductCategoryProduct/${first}`, { ProductId: table }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    const left = () => org.rows('SELECT ProductId, ProductCategoryId FROM ProductCategoryProduct');

    await org.call('DELETE', `/composite/sobjects?ids=${first}&allOrNone=false`);
    expect(await left()).toHaveLength(2);
    await org.create('ProductCategoryProduct', { ProductId: chair, ProductCategoryId: one });
    await org.call('DELETE', `/sobjects/ProductCategory/${one}`);
    expect(await left()).toEqual([{ ProductId: chair, ProductCategoryId: two }]);
    await org.call('DELETE', `/sobjects/Product2/${chair}`);
    expect(await left()).toEqual([]);
  });
});
