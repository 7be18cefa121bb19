import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Flow } from '../flow.ts';
import { stage } from '../orders/testing/shop.ts';
import { DIVISION } from '../testing/stage.ts';
import {
  attach,
  attachments,
  documents,
  fileOf,
  filesInExact,
  look,
  LOOK,
  openWithOrder,
  salesOrderOf,
  sentOrder,
  settings,
  spentBy,
} from './testing/shop.ts';
import { ATTACHMENTS } from './index.ts';

let order: string;
beforeEach(async () => {
  order = await openWithOrder();
});
afterEach(() => stage.close());

const statuses = async (looked: ReturnType<typeof look>): Promise<unknown[][]> =>
  (await looked).outcomes.map(({ status, error }) => [status, error?.code]);

describe('the files of an order', () => {
  it('become documents of its sales order, with the bytes they have', async () => {
    const bytes = Buffer.from([0, 1, 254, 255]);
    await attach(order, 'Quote é.pdf', bytes);

    const { outcomes } = await look();

    expect(outcomes).toMatchObject([{ recordId: order, status: 'created', error: undefined }]);
    const sold = await salesOrderOf(order);
    const [document, ...others] = await documents();
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      Subject: 'Quote é',
      Type: 55,
      SalesOrderNumber: sold['OrderNumber'],
      Account: sold['OrderedBy'],
    });
    const [file] = await attachments();
    expect(file).toMatchObject({ Document: document?.['ID'], FileName: 'Quote é.pdf', FileSize: 4 });
    const exact = (await stage.context(settings())).exact;
    expect([...((await exact.readFile(`${String(file?.['Url'])}&Download=1`, 100)) ?? [])]).toEqual([...bytes]);
  });

  it('go when the rule holds for them, and none do without one', async () => {
    await attach(order, 'quote.pdf', 'a');
    await attach(order, 'notes.txt', 'b');
    expect((await look(settings({ when: undefined }))).outcomes).toEqual([]);
    await look(
      settings({ when: "file.FileExtension == 'txt' && file.ContentSize < decimal('10') && order.TotalAmount > decimal('1')" }),
    );
    expect(await filesInExact()).toEqual(['notes.txt']);
  });

  it('go once each by content, whatever they are called and however often they are looked at', async () => {
    const version = await attach(order, 'quote.pdf', 'the same');
    await look();
    await stage.salesforce.control('PATCH', `rows/ContentVersion/${version}`, { Title: 'renamed' });
    await attach(order, 'copy.pdf', 'the same');

    await look();
    await look(settings(), [order]);

    expect(await filesInExact()).toEqual(['quote.pdf']);
  });

  it('that change become a further document, and the former one stays', async () => {
    const version = await attach(order, 'quote.pdf', 'first');
    await look();
    const next = { Title: 'quote', PathOnClient: 'quote.pdf', ContentDocumentId: await fileOf(version) };
    await stage.createRecords([
      { object: 'ContentVersion', fields: { ...next, VersionData: Buffer.from('second').toString('base64') } },
    ]);

    expect(await statuses(look())).toEqual([['created', undefined]]);

    expect(await filesInExact()).toEqual(['quote.pdf', 'quote.pdf']);
  });

  it('that are deleted in Salesforce stay in Exact', async () => {
    const version = await attach(order, 'quote.pdf', 'first');
    await look();
    await stage.salesforce.control('DELETE', `rows/ContentDocument/${await fileOf(version)}`);
    expect(await statuses(look())).toEqual([['unchanged', undefined]]);
    expect(await documents()).toHaveLength(1);
  });

  it('that hang on several orders go to each of them', async () => {
    const other = await sentOrder();
    const version = await attach(order, 'quote.pdf', 'both');
    const link = { ContentDocumentId: await fileOf(version), LinkedEntityId: other, ShareType: 'V', Visibility: 'AllUsers' };
    await stage.createRecords([{ object: 'ContentDocumentLink', fields: link }]);
    await look();
    const numbers = [(await salesOrderOf(order))['OrderNumber'], (await salesOrderOf(other))['OrderNumber']];
    expect((await documents()).map((row) => row['SalesOrderNumber']).toSorted()).toEqual(numbers.toSorted());
  });

  it('that are older than the start point go with an order that is not, or when a person asks', async () => {
    await attach(order, 'quote.pdf', 'old');
    const later = settings({ sendFrom: new Date(Date.now() + 60_000).toISOString() });
    expect((await look(later)).outcomes).toEqual([]);
    expect(await statuses(look(later, [order]))).toEqual([['created', undefined]]);
  });
});

describe('memory', () => {
  it('holds one file at a time: the next is fetched once the one before is in Exact', async () => {
    await attach(order, 'quote.pdf', 'a');
    await attach(order, 'purchase order.pdf', 'b');
    const steps: string[] = [];
    const noting = <Part extends object>(part: Part, step: string): Part =>
      new Proxy(part, {
        get: (target, name) => {
          if (name === step) steps.push(step);
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    const noted: Pick<Flow<unknown>, 'read' | 'plan' | 'apply'> = {
      ...ATTACHMENTS,
      apply: (context, operations) => {
        const { exact, salesforce } = context;
        return ATTACHMENTS.apply(
          { ...context, exact: noting(exact, 'create'), salesforce: noting(salesforce, 'readFile') },
          operations,
        );
      },
    };
    await stage.walk(noted, settings(), LOOK);
    expect(steps).toEqual(['readFile', 'create', 'create', 'readFile', 'create', 'create']);
  });
});

describe('calls', () => {
  it('are none of Exact for a look with nothing new, and two for a new file of an order that was looked at', async () => {
    await attach(order, 'quote.pdf', 'a');
    const first = await spentBy(look);
    // The order, its documents, the types of documents once, and the two that write.
    expect(first.exact).toBe(5);
    expect(await spentBy(look)).toEqual({ exact: 0, salesforce: 2 });
    await attach(order, 'order.pdf', 'b');
    expect((await spentBy(look)).exact).toBe(2);
  });

  it('are two and a twentieth for each of many first files', async () => {
    const orders = [order];
    while (orders.length < 20) orders.push(await sentOrder());
    for (const each of orders) await attach(each, 'quote.pdf', each);

    const spent = await spentBy(look);

    expect(await documents()).toHaveLength(20);
    expect(spent.exact).toBeLessThanOrEqual(20 * 2 + 3);
    expect(spent.salesforce).toBeLessThanOrEqual(20 + 3);
  });
});

describe('a lost database', () => {
  it('sends nothing twice: what went is read in Exact', async () => {
    await attach(order, 'quote.pdf', 'a');
    await look();
    await stage.links.forget('orderFilesLook', [order]);
    const [sent] = await attachments();
    const known = await stage.links.findByExactId('orderFile', [String(sent?.['ID'])]);
    await stage.links.forget(
      'orderFile',
      known.map(({ salesforceId }) => salesforceId),
    );

    expect(await statuses(look())).toEqual([['unchanged', undefined]]);

    expect(await attachments()).toHaveLength(1);
    expect((await spentBy(look)).exact).toBe(0);
  });

  it('brings the file to a document that came without it', async () => {
    await attach(order, 'quote.pdf', 'a');
    await stage.exact.control('POST', 'faults', {
      rules: [{ kind: 'resetBefore', method: 'POST', path: '/documents/DocumentAttachments', times: 10 }],
    });
    await look().catch(() => undefined);
    expect([(await documents()).length, (await attachments()).length]).toEqual([1, 0]);
    await stage.exact.control('POST', 'faults', { rules: [] });

    expect(await statuses(look())).toEqual([['created', undefined]]);

    expect([(await documents()).length, (await attachments()).length]).toEqual([1, 1]);
  });
});

describe('several companies', () => {
  it('have files of the orders that went there', async () => {
    await attach(order, 'quote.pdf', 'a');
    const url = String((await stage.salesforce.rows('Order')).find((row) => row['Id'] === order)?.['Exact_Url__c']);
    const elsewhere = url.replace(`_Division_=${DIVISION}`, `_Division_=${DIVISION + 1}`);
    await stage.salesforce.control('PATCH', `rows/Order/${order}`, { Exact_Url__c: elsewhere });
    expect((await look()).outcomes).toEqual([]);
    expect(await documents()).toEqual([]);
  });
});

describe('an org with the managed package', () => {
  it('has its files sent too', async () => {
    await stage.close();
    const managed = await openWithOrder({ salesforce: { namespace: 'tandem' } });
    await attach(managed, 'quote.pdf', 'a');
    expect(await statuses(look())).toEqual([['created', undefined]]);
    expect(await filesInExact()).toEqual(['quote.pdf']);
  });
});
