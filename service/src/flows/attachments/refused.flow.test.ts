import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { Flow } from '../flow.ts';
import { stage } from '../orders/testing/shop.ts';
import { DIVISION } from '../testing/stage.ts';
import { ATTACHMENTS } from './index.ts';
import {
  attach,
  documents,
  fileOf,
  filesInExact,
  look,
  LOOK,
  openWithOrder,
  salesOrderOf,
  settings,
  spentBy,
} from './testing/shop.ts';

let order: string;
beforeEach(async () => {
  order = await openWithOrder();
});
afterEach(() => stage.close());

const ended = async (looked: ReturnType<typeof look>): Promise<unknown[][]> =>
  (await looked).outcomes.map(({ status, error }) => [status, error?.code]);

/** A look in which something happens after it was planned. */
const lookMeanwhile = (act: () => Promise<unknown>) => {
  const meanwhile: Pick<Flow<unknown>, 'read' | 'plan' | 'apply'> = {
    ...ATTACHMENTS,
    apply: async (context, operations) => {
      if (operations.length > 0) await act();
      return ATTACHMENTS.apply(context, operations);
    },
  };
  return stage.walk(meanwhile, settings(), LOOK);
};

/** A look at an org whose files lie in another system. */
const lookWithoutContent = () => {
  const elsewhere: Pick<Flow<unknown>, 'read' | 'plan' | 'apply'> = {
    ...ATTACHMENTS,
    read: (context, request) => {
      const queryMany = async (soqls: readonly string[]): Promise<SalesforceRow[][]> =>
        JSON.parse(
          JSON.stringify(await context.salesforce.queryMany(soqls)).replaceAll(/"Checksum":"\w+"/g, '"Checksum":null'),
        ) as SalesforceRow[][];
      const salesforce = new Proxy(context.salesforce, {
        get: (org, name) => {
          const value: unknown = name === 'queryMany' ? queryMany : Reflect.get(org, name, org);
          return typeof value === 'function' ? (value.bind(org) as unknown) : value;
        },
      });
      return ATTACHMENTS.read({ ...context, salesforce }, request);
    },
  };
  return stage.walk(elsewhere, settings(), LOOK);
};

describe('a file that cannot go', () => {
  it.each([
    ['is larger than Exact takes', Buffer.alloc(10_000_001, 1), 'attachment_too_large'],
    ['has no content', '', 'attachment_empty'],
  ])('%s is told, and the others go', async (_what, content, code) => {
    await attach(order, 'scan.pdf', content);
    await attach(order, 'quote.pdf', 'a');
    const { outcomes } = await look();
    expect(outcomes.map(({ status, error }) => [status, error?.code])).toEqual([['created', code]]);
    expect(outcomes[0]?.error?.params).toMatchObject({ file: 'scan.pdf' });
    expect(await filesInExact()).toEqual(['quote.pdf']);
    expect(await spentBy(look)).toMatchObject({ exact: 0 });
  });

  it('that is as large as Exact takes goes', async () => {
    await attach(order, 'scan.pdf', Buffer.alloc(9_990_000, 1));
    expect(await ended(look())).toEqual([['created', undefined]]);
  });

  it('that vanished since it was seen is told, leaves no document, and the others go', async () => {
    const gone = await attach(order, 'quote.pdf', 'a');
    await attach(order, 'purchase order.pdf', 'b');
    const file = await fileOf(gone);

    expect(await ended(lookMeanwhile(() => stage.salesforce.control('DELETE', `rows/ContentDocument/${file}`)))).toEqual([
      ['created', 'attachment_gone'],
    ]);

    expect(await documents()).toHaveLength(1);
    expect(await filesInExact()).toEqual(['purchase order.pdf']);
    expect(await ended(look())).toEqual([['unchanged', undefined]]);
  });

  it('that lies elsewhere has no content in Salesforce, and is told', async () => {
    await attach(order, 'quote.pdf', 'a');
    const { outcomes } = await lookWithoutContent();
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'attachment_elsewhere' } }]);
    expect(await documents()).toEqual([]);
  });

  it('for want of a call goes with the next look', async () => {
    await attach(order, 'quote.pdf', 'a');
    await stage.exact.control('POST', 'faults', {
      rules: [{ kind: 'tooMany', method: 'POST', path: '/documents/Documents', times: 1 }],
    });
    await look().catch(() => undefined);
    await stage.exact.control('POST', 'faults', { rules: [] });
    await look();
    expect(await filesInExact()).toEqual(['quote.pdf']);
  });
});

describe('a refusal whose issue was never stored, since the service died', () => {
  it.each(['blocked', 'failed'])('is told with the next look, once, where it was %s', async (status) => {
    await attach(order, 'quote.pdf', 'a');
    if (status === 'failed') {
      await look();
      await attach(order, 'purchase order.pdf', 'b');
    }
    const orderPath = `rows/${DIVISION}/salesorder/SalesOrders/${String((await salesOrderOf(order))['OrderID'])}`;
    await stage.exact.control('DELETE', orderPath);
    const [first] = (await look()).outcomes;
    expect(first?.status).toBe(status);

    stage.unreported.add(order);
    expect((await look()).outcomes).toMatchObject([{ status, error: { code: first?.error?.code } }]);

    stage.unreported.delete(order);
    expect(await ended(look())).toEqual([]);
  });

  it('is told also where an issue of an earlier look is there', async () => {
    await attach(order, 'scan.pdf', '');
    await look();
    const asked: Date[] = [];
    const earlier: Pick<Flow<unknown>, 'read' | 'plan' | 'apply'> = {
      ...ATTACHMENTS,
      read: (context, request) => {
        const reportedSince = (ids: readonly string[], since: Date): Promise<ReadonlySet<string>> => {
          asked.push(since);
          return Promise.resolve(new Set(since < stage.clock.now ? ids : []));
        };
        return ATTACHMENTS.read({ ...context, reportedSince }, request);
      },
    };
    expect((await stage.walk(earlier, settings(), LOOK)).outcomes).toMatchObject([{ error: { code: 'attachment_empty' } }]);
    expect(asked).toEqual([stage.clock.now]);
  });
});

describe('what Exact does not take', () => {
  it('a type that the company lacks is told with those it has, before anything is sent, once', async () => {
    await attach(order, 'quote.pdf', 'a');
    const document = settings({ documentType: 999 });
    await stage.exact.spent();
    const { outcomes } = await look(document);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'attachment_type_unknown' } }]);
    expect(JSON.stringify(outcomes[0]?.error?.params)).toContain('55 (Miscellaneous)');
    expect(JSON.stringify(outcomes[0]?.error?.params)).not.toContain('Bank statement');
    expect((await look(document)).outcomes).toEqual([]);
    expect(await stage.exact.spent()).toMatchObject({ writes: 0 });
  });

  it('an order that is gone there is told once, and asked for again when a person wants it', async () => {
    await attach(order, 'quote.pdf', 'a');
    await stage.exact.control(
      'DELETE',
      `rows/${DIVISION}/salesorder/SalesOrders/${String((await salesOrderOf(order))['OrderID'])}`,
    );
    expect(await ended(look())).toEqual([['blocked', 'attachment_order_missing']]);
    expect(await spentBy(look)).toMatchObject({ exact: 0 });
    expect(await ended(look(settings(), [order]))).toEqual([['blocked', 'attachment_order_missing']]);
  });

  it('a document that it refuses is told with its words, and not sent again by itself', async () => {
    await attach(order, 'quote.pdf', 'a');
    await look();
    await attach(order, 'purchase order.pdf', 'b');
    await stage.exact.control(
      'DELETE',
      `rows/${DIVISION}/salesorder/SalesOrders/${String((await salesOrderOf(order))['OrderID'])}`,
    );

    const { outcomes } = await look();

    expect(outcomes).toMatchObject([{ status: 'failed', error: { code: 'attachment_refused' } }]);
    expect(outcomes[0]?.error?.params).toMatchObject({ file: 'purchase order.pdf' });
    expect(await spentBy(look)).toMatchObject({ exact: 0 });
  });
});

describe('a person who asks', () => {
  it('is told of an order that has no such file, and of one that is not in Exact', async () => {
    expect(await ended(look(settings(), [order]))).toEqual([['skipped', 'attachment_none']]);
    await stage.salesforce.control('PATCH', `rows/Order/${order}`, { Exact_Id__c: null, Exact_Url__c: null });
    expect(await ended(look(settings(), [order]))).toEqual([['skipped', 'attachment_order_not_sent']]);
  });
});

describe('an earlier start point', () => {
  it('tells of how many orders it may send files', async () => {
    const { salesforce, configuration: former } = await stage.context(settings({ sendFrom: new Date().toISOString() }));
    const { configuration } = await stage.context(settings());
    const released = await ATTACHMENTS.start?.countReleased(salesforce, { configuration, former }, new Date());
    expect(released).toMatchObject({ count: 1, isAtMost: true, currency: 'EUR', amount: '4.5' });
    expect(await ATTACHMENTS.start?.countReleased(salesforce, { configuration: former, former: configuration }, new Date())).toBe(
      undefined,
    );
  });
});
