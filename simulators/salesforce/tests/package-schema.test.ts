import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, type Json, list } from './org-client.ts';

const PACKAGE = fileURLToPath(new URL('../testdata/package', import.meta.url));

describe('the schema of another package', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start({ packageDirectory: PACKAGE });
  });
  afterAll(() => org.close());

  it('has the fields of that package and no others', async () => {
    const { body } = await org.call('GET', '/sobjects/Product2/describe');
    const custom = list(body['fields'])
      .filter((field) => field['custom'] === true)
      .map((field) => field['name']);
    expect(custom).toEqual(['Case_Code__c', 'Colour__c', 'Legacy_Code__c']);
    expect((await org.call('GET', '/sobjects/ExactLink__c/describe')).status).toBe(404);
  });

  it('describes numbers, master-detail and child relationships', async () => {
    const { body } = await org.call('GET', '/sobjects/Lot__c/describe');
    const field = (name: string) => list(body['fields']).find((entry) => entry['name'] === name);
    expect(body).toMatchObject({ keyPrefix: 'a00', label: 'Lot', custom: true });
    expect(field('Weight__c')).toMatchObject({ type: 'double', precision: 8, scale: 3, nillable: false });
    expect(field('Product__c')).toMatchObject({
      type: 'reference',
      referenceTo: ['Product2'],
      relationshipName: 'Product__r',
      nillable: false,
      updateable: false,
    });
    const parent = (await org.call('GET', '/sobjects/Product2/describe')).body['childRelationships'] as Json;
    expect(list(parent)).toContainEqual(
      expect.objectContaining({ childSObject: 'Lot__c', relationshipName: 'Lots__r', cascadeDelete: true }),
    );
  });

  it('answers 300 with the records when an external id that is not unique has several', async () => {
    const ids = [
      await org.create('Product2', { Name: 'a', Legacy_Code__c: 'L1' }),
      await org.create('Product2', { Name: 'b', Legacy_Code__c: 'l1' }),
    ];
    const answer = await org.call('PATCH', '/sobjects/Product2/Legacy_Code__c/L1', { Name: 'c' });
    expect([answer.status, answer.body]).toEqual([300, ids.map((id) => `/services/data/v67.0/sobjects/Product2/${id}`)]);
    const collection = await org.call('PATCH', '/composite/sobjects/Product2/Legacy_Code__c', {
      records: [{ attributes: { type: 'Product2' }, Legacy_Code__c: 'L1', Name: 'c' }],
    });
    expect(collection.body[0]?.['errors']?.[0]?.['statusCode']).toBe('DUPLICATE_EXTERNAL_ID');
    expect(await org.rows("SELECT Name FROM Product2 WHERE Legacy_Code__c = 'L1'")).toEqual([{ Name: 'a' }, { Name: 'b' }]);
  });

  it('minds case only where the field does', async () => {
    await org.create('Product2', { Name: 'a', Case_Code__c: 'x' });
    await org.create('Product2', { Name: 'b', Case_Code__c: 'X' });
    expect(await org.rows("SELECT Name FROM Product2 WHERE Case_Code__c = 'X'")).toEqual([{ Name: 'b' }]);
    expect(errorCode(await org.call('POST', '/sobjects/Product2', { Name: 'c', Case_Code__c: 'x' }))).toBe('DUPLICATE_VALUE');
  });

  it('gives a picklist its default and takes any value where it is open', async () => {
    const id = await org.create('Product2', { Name: 'a' });
    const read = async () => (await org.call('GET', `/sobjects/Product2/${id}?fields=Colour__c`)).body['Colour__c'];
    expect(await read()).toBe('Red');
    expect((await org.call('PATCH', `/sobjects/Product2/${id}`, { Colour__c: 'Mauve' })).status).toBe(204);
    expect(await read()).toBe('Mauve');
  });

  it('cascades, empties or refuses on delete, as the lookup says', async () => {
    const Product__c = await org.create('Product2', { Name: 'parent' });
    const first = await org.create('Lot__c', { Name: 'first', Product__c, Weight__c: 1.2345 });
    const second = await org.create('Lot__c', { Name: 'second', Product__c, Weight__c: 0, Successor__c: first });
    const guarded = await org.create('Lot__c', { Name: 'guarded', Product__c, Weight__c: 0, Guarded_By__c: second });
    expect(
      await org.rows(`SELECT Weight__c, (SELECT Name FROM Predecessors__r) FROM Lot__c WHERE Id = '${first}'`),
    ).toMatchObject([{ Weight__c: 1.235, Predecessors__r: { totalSize: 1 } }]);
    expect((await org.call('DELETE', `/sobjects/Lot__c/${first}`)).status).toBe(204);
    expect(await org.rows(`SELECT Successor__c FROM Lot__c WHERE Id = '${second}'`)).toEqual([{ Successor__c: null }]);
    expect(errorCode(await org.call('DELETE', `/sobjects/Lot__c/${second}`))).toBe('DELETE_FAILED');
    await org.call('DELETE', `/sobjects/Lot__c/${guarded}`);
    expect((await org.call('DELETE', `/sobjects/Product2/${Product__c}`)).status).toBe(204);
    expect(await org.rows('SELECT Id FROM Lot__c')).toEqual([]);
  });
});

describe('a package that the simulator cannot hold', () => {
  it('is refused at the start, with the field that is the reason', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'));
    cpSync(PACKAGE, directory, { recursive: true });
    const summary = '<CustomField><label>S</label><type>Summary</type></CustomField>';
    writeFileSync(join(directory, 'objects/Product2/fields/Sum__c.field-meta.xml'), summary);
    await expect(OrgClient.start({ packageDirectory: directory })).rejects.toThrow(
      'Product2.Sum__c: the simulator knows no field of type Summary',
    );
    rmSync(directory, { recursive: true });
  });
});

describe('a formula of a package', () => {
  it('is described, read as empty and written by nobody', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'));
    cpSync(PACKAGE, directory, { recursive: true });
    const formula = '<CustomField><label>F</label><formula>1</formula><scale>0</scale><type>Number</type></CustomField>';
    writeFileSync(join(directory, 'objects/Product2/fields/Formula__c.field-meta.xml'), formula);
    const org = await OrgClient.start({ packageDirectory: directory });
    const { body } = await org.call('POST', '/sobjects/Product2', { Name: 'Lamp' });
    expect(await org.rows(`SELECT Formula__c FROM Product2 WHERE Id = '${String(body['id'])}'`)).toEqual([{ Formula__c: null }]);
    expect(errorCode(await org.call('POST', '/sobjects/Product2', { Name: 'Lamp', Formula__c: 1 }))).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    await org.close();
    rmSync(directory, { recursive: true });
  });
});
