import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

const HEADER = 'inventory/AssemblyBillOfMaterialHeader';
const MATERIALS = 'inventory/AssemblyBillOfMaterialMaterials';

describe('sets', () => {
  let client: TestClient;
  let kit: string;
  let lamp: string;
  let bulb: string;

  beforeEach(async () => {
    client = await startConnected();
    [kit = '', lamp = '', bulb = ''] = await client.seed('logistics/Items', [
      { Code: 'KIT', Description: 'Lamp with bulbs', CostPriceStandard: 12.5 },
      { Code: 'LAMP', Description: 'Lamp' },
      { Code: 'BULB', Description: 'Bulb' },
    ]);
  });
  afterEach(closeSimulators);

  const assemble = (ID: string, parts: readonly (readonly [string, number])[], fields: Fields = {}) =>
    client.create(HEADER, {
      ID,
      AssemblyBillOfMaterialMaterials: parts.map(([PartItem, Quantity]) => ({ PartItem, Quantity })),
      ...fields,
    });
  const parts = (item: string) => client.rows(MATERIALS, { $filter: `AssembledItem eq guid'${item}'`, $orderby: 'LineNumber' });
  const refusal = async (method: string, path: string, body: Fields) => {
    const reply = await client.api(method, path, {}, body);
    return errorText(reply);
  };

  it('are an item with the parts it is made of, under the id of the item', async () => {
    const fields = { BatchQuantity: 10, AssembledLeadDays: 2, UseExplosion: 1 };
    const header = await assemble(
      kit,
      [
        [lamp, 1],
        [bulb, 2.5],
      ],
      fields,
    );

    expect(header).toMatchObject({ ID: kit, Code: 'KIT', Description: 'Lamp with bulbs', CostPrice: 12.5, ...fields });
    expect(await parts(kit)).toMatchObject([
      { LineNumber: 1, AssembledItemCode: 'KIT', PartItemCode: 'LAMP', Quantity: 1, QuantityBatch: 10 },
      { LineNumber: 2, PartItemDescription: 'Bulb', Quantity: 2.5, QuantityBatch: 25, BatchQuantity: 10, AssembledLeadDays: 2 },
    ]);
    const [expanded] = await client.rows(HEADER, {
      $filter: `ID eq guid'${kit}'`,
      $expand: 'AssemblyBillOfMaterialMaterials',
    });
    expect(expanded?.['AssemblyBillOfMaterialMaterials']).toMatchObject({
      results: [{ PartItem: lamp }, { PartItem: bulb }],
    });
    expect(await client.rows('logistics/Items', { $filter: "Code eq 'KIT'", $select: 'BatchQuantity' })).toMatchObject([
      { BatchQuantity: 10 },
    ]);
  });

  it('want parts, at least one, and their item, once', async () => {
    expect(await refusal('POST', HEADER, { ID: kit, AssemblyBillOfMaterialMaterials: [] })).toContain('Mandatory');
    const list = [{ PartItem: lamp, Quantity: 1 }];
    expect(await refusal('POST', HEADER, { AssemblyBillOfMaterialMaterials: list })).toContain('Invalid reference: ID');
    const foreign = [{ AssembledItem: bulb, PartItem: lamp }];
    expect(await refusal('POST', HEADER, { ID: kit, AssemblyBillOfMaterialMaterials: foreign })).toContain('AssembledItem');
    await assemble(kit, [[lamp, 1]]);
    expect(await refusal('POST', HEADER, { ID: kit, AssemblyBillOfMaterialMaterials: list })).toContain('Already exists');
    expect(await parts(kit)).toHaveLength(1);
  });

  it('get parts one by one, the first of which makes the set', async () => {
    await client.create(MATERIALS, { AssembledItem: kit, PartItem: lamp });
    const second = await client.create(MATERIALS, { AssembledItem: kit, PartItem: bulb, Quantity: 3 });
    expect(second).toMatchObject({ LineNumber: 2, QuantityBatch: 3 });
    expect(await client.rows(HEADER)).toMatchObject([{ ID: kit, BatchQuantity: 1 }]);

    const path = `${MATERIALS}(guid'${String(second['ID'])}')`;
    expect((await client.api('PUT', path, {}, { Quantity: 4 })).status).toBe(204);
    expect(await parts(kit)).toMatchObject([{ Quantity: 1 }, { Quantity: 4 }]);
    expect((await client.api('DELETE', path)).status).toBe(204);
    expect(await parts(kit)).toHaveLength(1);
  });

  it('are never made of themselves, however deep, nor of nothing', async () => {
    await assemble(kit, [[lamp, 1]]);
    await assemble(lamp, [[bulb, 1]]);

    expect(await refusal('POST', MATERIALS, { AssembledItem: bulb, PartItem: kit })).toContain('Made of the main item');
    expect(await refusal('POST', MATERIALS, { AssembledItem: bulb, PartItem: bulb })).toContain('Made of the main item');
    expect(await refusal('POST', MATERIALS, { AssembledItem: kit, PartItem: bulb, Quantity: 0 })).toContain('more than zero');
    expect(await refusal('POST', MATERIALS, { AssembledItem: kit })).toContain('Mandatory: PartItem');
  });

  it('keep their parts from being deleted, and go with their item', async () => {
    await assemble(kit, [[lamp, 1]]);
    const remove = (id: string) => client.call('DELETE', `/_control/rows/${DIVISION}/logistics/Items/${id}`);

    expect((await remove(lamp)).text).toContain('used in bills of material');
    expect((await remove(kit)).status).toBe(204);
    expect([await client.rows(HEADER), await client.rows(MATERIALS)]).toEqual([[], []]);
    expect((await remove(lamp)).status).toBe(204);
  });
});
