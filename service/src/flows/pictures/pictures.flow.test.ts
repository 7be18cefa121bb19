import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStage, type Stage } from '../testing/stage.ts';
import { PICTURES } from './index.ts';
import { actsOn, ITEMS, settings } from './testing/acts.ts';
import { enterPicture, enterPicturedProducts, png } from './testing/shop.ts';

const NONE = { itemId: '', productId: '' };
const { walk, retry, product, versions, documents, downloads } = actsOn(() => stage);
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

describe('the picture of an item', () => {
  it('becomes a file of its product, called as the item is, with its address', async () => {
    const [{ productId, itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });

    const { outcomes, operations } = await walk();

    expect(outcomes).toMatchObject([{ recordId: itemId, salesforceId: productId, label: 'LAMP', status: 'created' }]);
    const [version] = await versions();
    expect(version).toMatchObject({
      Title: 'Item LAMP',
      FirstPublishLocationId: productId,
      FileExtension: 'png',
      ContentSize: png(1).length,
    });
    expect(await product('LAMP')).toMatchObject({
      Exact_Picture_Name__c: 'LAMP.png',
      Exact_Picture_Hash__c: expect.stringMatching(/^[0-9a-f]{64}$/),
      Exact_Picture_Version__c: version?.['Id'],
      Exact_Picture_Problem__c: null,
      Exact_Picture_Synced_At__c: expect.any(String),
      DisplayUrl: `/sfc/servlet.shepherd/version/download/${String(version?.['Id'])}`,
    });
    const links = await stage.salesforce.rows('ContentDocumentLink');
    expect(links.map((link) => link['LinkedEntityId'])).toContain(productId);
    expect(operations[0]?.blob).toMatchObject({ field: 'VersionData', name: 'LAMP.png', size: png(1).length });
    expect(JSON.stringify(operations)).not.toContain(png(1).toString('base64'));
  });

  it('is fetched and uploaded once, whatever else of its item changes', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    await downloads();
    await stage.exact.control('PATCH', `rows/${ITEMS}/${itemId}`, { Description: 'Other' });

    const { outcomes } = await walk(cursors);

    expect([outcomes, await downloads(), (await versions()).length]).toEqual([[], 0, 1]);
  });

  it('with another name and the same bytes is not uploaded again', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    await enterPicture(stage, itemId, 'renamed.png');

    const { outcomes } = await walk(cursors);

    expect(outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await product('LAMP')).toMatchObject({ Exact_Picture_Name__c: 'renamed.png' });
    expect(await versions()).toHaveLength(1);
  });

  it('that changed is a further version of the same file, which keeps the title that a person gave it', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    const [first] = await versions();
    await stage.salesforce.control('PATCH', `rows/ContentDocument/${String(first?.['ContentDocumentId'])}`, {
      Title: 'Our lamp',
    });
    await enterPicture(stage, itemId, 'new.png', png(2));

    await walk(cursors);

    const [old, latest, ...others] = await versions();
    expect(others).toEqual([]);
    expect(await documents()).toHaveLength(1);
    expect(latest).toMatchObject({ ContentDocumentId: old?.['ContentDocumentId'], IsLatest: true, Title: 'Our lamp' });
    expect(await product('LAMP')).toMatchObject({
      Exact_Picture_Version__c: latest?.['Id'],
      DisplayUrl: `/sfc/servlet.shepherd/version/download/${String(latest?.['Id'])}`,
    });
  });

  it('of two items is the same twice: each product has its own file', async () => {
    await enterPicturedProducts(stage, { LAMP: png(1), TABLE: png(1) });
    await walk();
    expect(await documents()).toHaveLength(2);
  });

  it('of an item that is no product is not fetched; it comes once the item is one, also where the stream told of it before', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [{ Code: 'LATE', Description: 'Late', IsSalesItem: true }]);
    await enterPicture(stage, itemId, 'late.png', png(3));
    const { cursors, outcomes } = await walk();
    expect([outcomes, await downloads()]).toEqual([[], 0]);
    const fields = { Name: 'Late', ProductCode: 'LATE', Exact_Id__c: itemId.toLowerCase() };
    await stage.createRecords([{ object: 'Product2', fields }]);

    await walk(cursors);

    expect(await product('LATE')).toMatchObject({ Exact_Picture_Name__c: 'late.png' });
  });

  it('that is taken off its item leaves the file where it is, and is not said any more', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    await enterPicture(stage, itemId, null);

    const { outcomes } = await walk(cursors);

    expect(outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await documents()).toHaveLength(1);
    expect(await product('LAMP')).toMatchObject({
      Exact_Picture_Name__c: null,
      Exact_Picture_Hash__c: null,
      Exact_Picture_Version__c: null,
      DisplayUrl: null,
    });
  });

  it('is not looked at where the condition leaves its item out', async () => {
    const [, { itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1), TABLE: png(2) });
    const when = 'item.Code == "LAMP"';

    await walk({}, { when });

    expect([(await versions()).length, await downloads()]).toEqual([1, 1]);
    const asked = await stage.walk(PICTURES, settings({ when }), { kind: 'records', ids: [itemId], explicit: true });
    expect(asked.outcomes).toMatchObject([{ status: 'skipped', error: { code: 'picture_not_selected' } }]);
  });
});

describe('what people did', () => {
  it('to other files and to Display URL stays', async () => {
    const [{ productId, itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, { DisplayUrl: 'https://shop.example/lamp' });
    const own = {
      Title: 'Mine',
      PathOnClient: 'mine.png',
      VersionData: png(9).toString('base64'),
      FirstPublishLocationId: productId,
    };
    await stage.createRecords([{ object: 'ContentVersion', fields: own }]);
    const { cursors } = await walk();
    await enterPicture(stage, itemId, 'new.png', png(2));
    await walk(cursors);
    await enterPicture(stage, itemId, null);
    await walk(cursors);

    expect(await documents()).toHaveLength(2);
    const [mine, ...ours] = await versions();
    expect([mine?.['IsLatest'], ours.map((version) => version['IsLatest'])]).toEqual([true, [false, true]]);
    expect(await product('LAMP')).toMatchObject({ DisplayUrl: 'https://shop.example/lamp' });
  });

  it('by deleting the file holds until the picture changes', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    const [document] = await documents();
    await stage.salesforce.control('DELETE', `rows/ContentDocument/${String(document?.['Id'])}`);
    await retry([itemId]);
    expect(await documents()).toEqual([]);
    await enterPicture(stage, itemId, 'new.png', png(2));

    await walk(cursors);

    const [anew] = await documents();
    expect(anew?.['Id']).not.toBe(document?.['Id']);
  });

  it('by putting a version over ours is not covered: a changed picture becomes a file of its own', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk();
    const [ours] = await versions();
    const theirs = {
      Title: 'T',
      PathOnClient: 't.png',
      VersionData: png(9).toString('base64'),
      ContentDocumentId: ours?.['ContentDocumentId'],
    };
    await stage.createRecords([{ object: 'ContentVersion', fields: theirs }]);
    await enterPicture(stage, itemId, 'new.png', png(2));

    await walk(cursors);

    const all = await versions();
    expect(all.map((version) => [version['PathOnClient'] === 't.png', version['IsLatest']])).toEqual([
      [false, false],
      [true, true],
      [false, true],
    ]);
  });

  it('with the settings is followed: Display URL is filled once it is wanted, without fetching anything', async () => {
    await enterPicturedProducts(stage, { LAMP: png(1) });
    const { cursors } = await walk({}, { displayUrl: false });
    expect(await product('LAMP')).toMatchObject({ DisplayUrl: null });
    await downloads();

    await walk(cursors, { displayUrl: true });

    expect(await product('LAMP')).toMatchObject({ DisplayUrl: expect.stringContaining('/sfc/') });
    expect(await downloads()).toBe(0);
  });
});

describe('a run that was cut off', () => {
  it('after the upload uploads nothing again, also a further version', async () => {
    const [{ itemId } = NONE] = await enterPicturedProducts(stage, { LAMP: png(1) });
    const fault = { method: 'PATCH', path: '/services/data/v67.0/composite/sobjects', kind: 'resetBefore' };
    for (const grey of [1, 2]) {
      await enterPicture(stage, itemId, `${grey}.png`, png(grey));
      await stage.salesforce.control('POST', 'faults', { rules: [fault] });
      await walk().catch(() => undefined);
      await stage.salesforce.control('POST', 'faults', { rules: [] });
      await walk();
      expect((await product('LAMP'))['Exact_Picture_Version__c']).toBe((await versions()).at(-1)?.['Id']);
    }
    expect([(await versions()).length, (await documents()).length]).toEqual([2, 1]);
  });
});

describe('the calls of pictures', () => {
  it('a picture costs one download and two calls of Salesforce, and nothing new one call of each', async () => {
    const codes = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`SKU-${index}`, png(index, 3)]));
    await enterPicturedProducts(stage, codes);
    // What is known of the org is asked for once.
    const { cursors: known } = await stage.walk(PICTURES, settings(), { kind: 'sample', count: 1 }, 'plan');
    await downloads();
    await stage.salesforce.spent();

    const { cursors, outcomes } = await walk(known);

    expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(50);
    expect(await downloads()).toBe(50);
    const salesforce = await stage.salesforce.spent();
    expect(salesforce.counted).toBeLessThanOrEqual(2 * 50 + 3);

    await stage.exact.spent();
    const nothing = await walk(cursors);
    expect(nothing.outcomes).toEqual([]);
    expect(await stage.exact.spent()).toMatchObject({ counted: 1 });
    expect(await stage.salesforce.spent()).toEqual({ counted: 1, writes: 0 });
  }, 120_000);
});
