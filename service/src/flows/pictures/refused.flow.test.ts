import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage, type WalkedFlow } from '../testing/stage.ts';
import { PICTURES } from './index.ts';
import { actsOn, ALL, ITEMS, settings } from './testing/acts.ts';
import { enterPicture, enterPicturedProducts, png } from './testing/shop.ts';

const NONE = { itemId: '', productId: '' };
const { walk, retry, product, versions, downloads, trouble, enterBytes } = actsOn(() => stage);
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

describe('a picture that cannot be taken over', () => {
  const HUGE = Buffer.concat([png(1), Buffer.alloc(10 * 1024 * 1024)]);

  it.each([
    ['is gone', 'picture_gone', png(1), 'gone'],
    ['is a page', 'picture_not_image', png(1), 'page'],
    ['is empty', 'picture_empty', png(1), 'empty'],
    ['is one pixel', 'picture_blank', png(1), 'pixel'],
    ['is of another kind', 'picture_not_image', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
    ['is larger than 10 MB', 'picture_too_large', HUGE, undefined],
    ['stands elsewhere', 'picture_elsewhere', png(1), 'address'],
    ['leads elsewhere', 'picture_elsewhere', png(1), 'redirect'],
  ])(
    'because it %s says so on its product, the others come; it is not fetched again until a person retries',
    async (_why, code, bytes, kind) => {
      const [{ itemId } = NONE] = await enterPicturedProducts(stage, { BAD: bytes, GOOD: png(2) });
      if (kind !== undefined) await trouble(itemId, kind, 'https://evil.example/lamp.png');

      const { outcomes, cursors } = await walk();

      expect(outcomes.map(({ label, status, error }) => [label, status, error?.code])).toEqual([
        ['BAD', 'blocked', code],
        ['GOOD', 'created', undefined],
      ]);
      expect(await product('BAD')).toMatchObject({
        Exact_Picture_Problem__c: expect.stringContaining('BAD'),
        Exact_Picture_Hash__c: null,
      });
      await downloads();
      await stage.exact.control('PATCH', `rows/${ITEMS}/${itemId}`, { Description: 'Other' });
      expect([(await walk(cursors)).outcomes, await downloads()]).toEqual([[], 0]);

      await trouble(itemId);
      await enterBytes(itemId, png(3));
      expect((await retry([itemId])).outcomes).toMatchObject([{ status: 'created' }]);
      expect(await product('BAD')).toMatchObject({ Exact_Picture_Problem__c: null, Exact_Picture_Hash__c: expect.any(String) });
    },
    60_000,
  );

  it('never replaces one that was', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    const before = await product('LAMP');
    await enterPicture(stage, itemId, 'new.png', png(2));
    await trouble(itemId, 'pixel');

    const { outcomes } = await walk(cursors);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'picture_blank' } }]);
    expect(await product('LAMP')).toMatchObject({
      Exact_Picture_Hash__c: before['Exact_Picture_Hash__c'],
      DisplayUrl: before['DisplayUrl'],
      Exact_Picture_Problem__c: expect.stringContaining('one pixel'),
    });
    expect(await versions()).toHaveLength(1);
  });

  it('because Exact sends none although it answers otherwise is told after two attempts', async () => {
    await enterPicturedProducts(stage, { LAMP: png(1) });
    await stage.exact.control('POST', 'faults', { rules: [{ path: '/docs/SysImage', kind: 'resetAfter' }] });

    const { outcomes } = await walk();

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'picture_unanswered' } }]);
    expect(await downloads()).toBe(2);
  });

  it('because a rule of the settings fails says so, and the others come', async () => {
    await enterPicturedProducts(stage, { BAD: png(1), GOOD: png(2) });
    const fields = [{ to: 'Title', from: 'item.Code == "BAD" ? string(int("x")) : item.Code' }];

    const { outcomes } = await walk({}, { fields });

    expect(outcomes.map(({ label, status, error }) => [label, status, error?.code])).toEqual([
      ['BAD', 'blocked', 'formula_failed'],
      ['GOOD', 'created', undefined],
    ]);
  });

  it('because it became another one between reading and writing is read again by itself', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const changing: WalkedFlow<unknown> = {
      ...PICTURES,
      apply: async (context, operations) => {
        await enterBytes(itemId, png(2));
        // Another connection holds nothing of what this one has read.
        return PICTURES.apply({ ...context, exact: await context.exactIn(DIVISION) }, operations);
      },
    };

    const { outcomes } = await stage.walk(changing, settings(), ALL);

    expect(outcomes[0]).toMatchObject({ status: 'failed', error: { code: 'picture_changed', handling: 'retry' } });
    expect(await versions()).toEqual([]);
    expect((await retry([itemId])).outcomes).toMatchObject([{ status: 'created' }]);
  });

  it('of an item that is no product says so to whoever asked for it', async () => {
    const [stranger = ''] = await stage.createRows('logistics/Items', [{ Code: 'RAW', Description: 'Raw' }]);

    const { outcomes } = await retry([stranger]);

    expect(outcomes).toMatchObject([{ label: 'RAW', status: 'skipped', error: { code: 'picture_without_product' } }]);
  });
});
