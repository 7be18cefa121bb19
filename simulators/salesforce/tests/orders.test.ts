import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { errorCode, OrgClient, text } from './org-client.ts';

describe('orders and prices', () => {
  let org: OrgClient;
  let entryId: string;
  beforeAll(async () => {
    org = await OrgClient.start({
      orderStatuses: [
        { name: 'Concept', statusCode: 'Draft', isDefault: true },
        { name: 'In Review', statusCode: 'Draft', isDefault: false },
        { name: 'Confirmed', statusCode: 'Activated', isDefault: false },
      ],
    });
    ({ entryId } = await org.createProduct('chair', 10));
  });
  afterAll(() => org.close());

  const createOrder = () => org.createOrder({ Status: 'Concept' });
  const addItem = (OrderId: string, fields: Record<string, unknown> = {}) =>
    org.call('POST', '/sobjects/OrderItem', { OrderId, PricebookEntryId: entryId, Quantity: 2, UnitPrice: 9.95, ...fields });
  const setOrder = (id: string, fields: Record<string, unknown>) => org.call('PATCH', `/sobjects/Order/${id}`, fields);
  const order = async (id: string) =>
    (
      await org.rows(
        `SELECT Status, StatusCode, TotalAmount, ActivatedDate, ActivatedById, OrderNumber FROM Order WHERE Id = '${id}'`,
      )
    )[0];
  const activeOrder = async (): Promise<string> => {
    const id = await createOrder();
    await addItem(id);
    expect((await setOrder(id, { Status: 'Confirmed' })).status).toBe(204);
    return id;
  };

  it('tells the status values and their categories', async () => {
    expect(await org.rows('SELECT ApiName, StatusCode, IsDefault FROM OrderStatus ORDER BY SortOrder')).toEqual([
      { ApiName: 'Concept', StatusCode: 'Draft', IsDefault: true },
      { ApiName: 'In Review', StatusCode: 'Draft', IsDefault: false },
      { ApiName: 'Confirmed', StatusCode: 'Activated', IsDefault: false },
    ]);
  });

  it('numbers orders and starts them as drafts only', async () => {
    const first = await order(await createOrder());
    const second = await order(await createOrder());
    expect(first).toMatchObject({ StatusCode: 'Draft', TotalAmount: 0, ActivatedDate: null });
    expect(Number(second?.['OrderNumber'])).toBe(Number(first?.['OrderNumber']) + 1);
    expect(first?.['OrderNumber']).toMatch(/^0000010\d$/);
    const AccountId = await org.create('Account', { Name: 'a' });
    const create = async (fields: Record<string, unknown>) =>
      errorCode(
        await org.call('POST', '/sobjects/Order', { AccountId, Status: 'Concept', EffectiveDate: '2026-11-24', ...fields }),
      );
    expect(await create({ Status: 'Confirmed' })).toBe('FAILED_ACTIVATION');
    expect(await create({ Status: 'Activated' })).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(await create({ AccountId: null })).toBe('REQUIRED_FIELD_MISSING');
    expect(await create({ EffectiveDate: null })).toBe('REQUIRED_FIELD_MISSING');
    expect(await create({ StatusCode: 'Draft' })).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('activates alone, with products, once', async () => {
    const id = await createOrder();
    expect(errorCode(await setOrder(id, { Status: 'Confirmed' }))).toBe('FAILED_ACTIVATION');
    await addItem(id);
    expect(errorCode(await setOrder(id, { Status: 'Confirmed', Description: 'x' }))).toBe('FAILED_ACTIVATION');
    expect((await setOrder(id, { Status: 'In Review', Description: 'x' })).status).toBe(204);
    expect((await setOrder(id, { Status: 'Confirmed' })).status).toBe(204);
    expect(await order(id)).toMatchObject({
      StatusCode: 'Activated',
      ActivatedDate: expect.any(String),
      ActivatedById: expect.stringMatching(/^005/),
    });
  });

  it('keeps account, price book and lines of an activated order, and lets fields change', async () => {
    const id = await activeOrder();
    const other = await org.create('Account', { Name: 'other' });
    const [item] = await org.rows(`SELECT Id FROM OrderItem WHERE OrderId = '${id}'`);
    const itemPath = `/sobjects/OrderItem/${String(item?.['Id'])}`;
    expect(errorCode(await setOrder(id, { AccountId: other }))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await addItem(id))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await org.call('DELETE', itemPath))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await org.call('DELETE', `/sobjects/Order/${id}`))).toBe('DELETE_FAILED');
    expect((await setOrder(id, { Exact_Number__c: '42', Exact_Sync_Status__c: 'Sent' })).status).toBe(204);
    expect((await org.call('PATCH', itemPath, { Exact_Line_Id__c: 'line-1' })).status).toBe(204);
    expect((await setOrder(id, { Status: 'Concept' })).status).toBe(204);
    expect(await order(id)).toMatchObject({ StatusCode: 'Draft', ActivatedDate: null });
  });

  it('wants the right to edit activated orders', async () => {
    const id = await activeOrder();
    await org.control('POST', '/rights', { editActivatedOrders: false });
    expect(errorCode(await setOrder(id, { Exact_Number__c: '42' }))).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    await org.control('POST', '/rights', { activateOrders: false });
    const draft = await createOrder();
    await addItem(draft);
    expect(errorCode(await setOrder(draft, { Status: 'Confirmed' }))).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    await org.control('POST', '/rights', {});
    expect((await setOrder(id, { Exact_Number__c: '42' })).status).toBe(204);
  });

  it('fixes the price book once there are lines, not before', async () => {
    const id = await createOrder();
    const book = await org.create('Pricebook2', { Name: 'other book', IsActive: true });
    expect((await setOrder(id, { Pricebook2Id: book })).status).toBe(204);
    const wrong = await addItem(id);
    expect(wrong.body[0]).toMatchObject({
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: 'Order Products must have a Price Book Entry that belongs to the Price Book related to the parent Order.',
    });
    await setOrder(id, { Pricebook2Id: await org.standardPricebookId() });
    await addItem(id);
    expect(errorCode(await setOrder(id, { Pricebook2Id: book }))).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('fills a line from its price and refuses what it lacks', async () => {
    const id = await createOrder();
    const { body } = await addItem(id);
    expect(
      await org.rows(
        `SELECT Product2.Name, ListPrice, TotalPrice, OrderItemNumber FROM OrderItem WHERE Id = '${text(body['id'])}'`,
      ),
    ).toMatchObject([
      {
        Product2: { Name: 'chair' },
        ListPrice: 10,
        TotalPrice: 19.9,
        OrderItemNumber: expect.stringMatching(/^\d{10}$/),
      },
    ]);
    expect((await addItem(id, { PricebookEntryId: null })).body[0]).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
      fields: ['PricebookEntryId'],
    });
    expect(errorCode(await addItem(id, { Quantity: null }))).toBe('REQUIRED_FIELD_MISSING');
    expect(errorCode(await addItem(id, { Quantity: -1 }))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await addItem(id, { Quantity: 0 }))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect((await addItem(id, { UnitPrice: 0 })).status).toBe(201);
    expect(errorCode(await addItem(id, { ListPrice: 1 }))).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect(errorCode(await org.call('PATCH', `/sobjects/OrderItem/${text(body['id'])}`, { PricebookEntryId: entryId }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });

  it('gives a new line the number of pieces that its price is of, as the trigger of the package does', async () => {
    const { entryId: PricebookEntryId, productId } = await org.createProduct('screw', 3.75);
    const setPieces = (Price_Quantity__c: number | null) =>
      org.call('PATCH', `/sobjects/PricebookEntry/${PricebookEntryId}`, { Price_Quantity__c });
    const id = await createOrder();
    const pieces = async (fields: Record<string, unknown> = {}, order = id) => {
      const { body } = await addItem(order, { PricebookEntryId, ...fields });
      const [row] = await org.rows(`SELECT Price_Quantity__c FROM OrderItem WHERE Id = '${text(body['id'])}'`);
      return row?.['Price_Quantity__c'];
    };
    expect(await pieces()).toBe(1);
    await setPieces(100);
    expect(await pieces()).toBe(100);
    expect(await pieces({ Price_Quantity__c: 1 })).toBe(1);
    const Pricebook2Id = await org.create('Pricebook2', { Name: 'followers', IsActive: true });
    const following = { Pricebook2Id, Product2Id: productId, UnitPrice: 3.75, UseStandardPrice: true, IsActive: true };
    const followingId = await org.create('PricebookEntry', following);
    const other = await org.createOrder({ Status: 'Concept', Pricebook2Id });
    expect(await pieces({ PricebookEntryId: followingId }, other)).toBe(100);
    await setPieces(null);
    expect(await pieces({ PricebookEntryId: followingId }, other)).toBe(1);
  });

  it('sums its lines to the cent through adding, changing and deleting', async () => {
    const line = fc.record({ cents: fc.integer({ min: 0, max: 999_999 }), quantity: fc.integer({ min: 1, max: 500 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 2, maxLength: 6 }), async (lines) => {
        const id = await createOrder();
        const records = lines.map(({ cents, quantity }) => ({
          attributes: { type: 'OrderItem' },
          OrderId: id,
          PricebookEntryId: entryId,
          Quantity: quantity,
          UnitPrice: cents / 100,
        }));
        const { body } = await org.call('POST', '/composite/sobjects', { allOrNone: true, records });
        const total = (of: readonly { cents: number; quantity: number }[]) =>
          of.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0) / 100;
        expect((await order(id))?.['TotalAmount']).toBe(total(lines));
        await org.call('DELETE', `/sobjects/OrderItem/${text(body[0]?.['id'])}`);
        await org.call('PATCH', `/sobjects/OrderItem/${text(body[1]?.['id'])}`, { Quantity: 7 });
        expect((await order(id))?.['TotalAmount']).toBe(total([{ cents: lines[1]?.cents ?? 0, quantity: 7 }, ...lines.slice(2)]));
      }),
      { numRuns: 15 },
    );
  });

  it('wants a standard price first, and one active price of a product and book', async () => {
    const productId = await org.create('Product2', { Name: 'table', IsActive: true });
    const bookId = await org.create('Pricebook2', { Name: 'dealers', IsActive: true });
    const standardId = await org.standardPricebookId();
    const price = (Pricebook2Id: string, fields: Record<string, unknown> = {}) =>
      org.call('POST', '/sobjects/PricebookEntry', {
        Pricebook2Id,
        Product2Id: productId,
        UnitPrice: 5,
        IsActive: true,
        ...fields,
      });
    expect((await price(bookId)).body[0]).toMatchObject({
      errorCode: 'STANDARD_PRICE_NOT_DEFINED',
      message: 'Before creating a custom price, create a standard price.',
    });
    const standard = await price(standardId, { UnitPrice: 8 });
    expect(standard.status).toBe(201);
    expect((await price(standardId)).body[0]).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
      message: 'This price definition already exists in this price book',
    });
    const dealer = await price(bookId, { UseStandardPrice: true, UnitPrice: 1 });
    const path = `/sobjects/PricebookEntry/${text(dealer.body['id'])}`;
    expect((await org.call('GET', path)).body).toMatchObject({ UnitPrice: 8, Name: 'table' });
    expect(errorCode(await org.call('PATCH', path, { Product2Id: productId }))).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect((await org.call('PATCH', path, { IsActive: false, UseStandardPrice: false, UnitPrice: 3 })).status).toBe(204);
    expect((await price(bookId)).status).toBe(201);
    expect(errorCode(await org.call('PATCH', path, { IsActive: true }))).toBe('DUPLICATE_VALUE');
  });
});
