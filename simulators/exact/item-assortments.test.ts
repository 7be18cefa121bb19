import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected, type TestClient } from './testing/client.ts';

const PROPERTIES = 'logistics/ItemAssortmentProperty';

describe('assortments', () => {
  let client: TestClient;
  let lamps: string;

  beforeEach(async () => {
    client = await startConnected();
    [lamps = ''] = await client.seed('logistics/ItemAssortment', [
      { Code: 10, Description: 'Lamps' },
      { Code: 20, Description: 'Chairs' },
    ]);
    await client.seed(PROPERTIES, [
      { ItemAssortmentCode: 10, Code: 'COLOUR', Description: 'Colour' },
      { ItemAssortmentCode: 10, Code: 'POWER', Description: 'Power' },
      { ItemAssortmentCode: 20, Code: 'COLOUR', Description: 'Colour' },
    ]);
  });
  afterEach(closeSimulators);

  const codes = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['Code']).sort();

  it('have properties, which name them by number', async () => {
    expect(await client.rows(PROPERTIES, { $filter: 'ItemAssortmentCode eq 20' })).toMatchObject([{ Code: 'COLOUR' }]);
    expect(codes(await client.rows(`logistics/ItemAssortment(guid'${lamps}')/Properties`))).toEqual(['COLOUR', 'POWER']);

    const [row] = await client.rows('logistics/ItemAssortment', { $filter: 'Code eq 10', $expand: 'Properties' });
    expect(row).toMatchObject({ Code: 10, Description: 'Lamps' });
    expect(codes((row?.['Properties'] as { results: Record<string, unknown>[] }).results)).toEqual(['COLOUR', 'POWER']);
  });

  it('are there once, and so are their properties', async () => {
    const assortment = (Code: number) => client.seed('logistics/ItemAssortment', [{ Code, Description: 'Again' }]);
    const property = (ItemAssortmentCode: number, Code: string) =>
      client.seed(PROPERTIES, [{ ItemAssortmentCode, Code, Description: 'Again' }]);

    await expect(assortment(10)).rejects.toThrow('Already exists');
    await expect(property(10, 'COLOUR')).rejects.toThrow('Already exists');
    await expect(property(30, 'COLOUR')).rejects.toThrow('Invalid reference: ItemAssortmentCode - 30');
  });

  it('take their properties along when they go', async () => {
    await client.call('DELETE', `/_control/rows/${DIVISION}/logistics/ItemAssortment/${lamps}`);

    expect(await client.rows(PROPERTIES)).toMatchObject([{ ItemAssortmentCode: 20 }]);
  });

  it('are read only for an app', async () => {
    for (const path of ['logistics/ItemAssortment', PROPERTIES]) {
      expect((await client.api('POST', path, {}, { Code: 'X', Description: 'X' })).status).toBe(403);
      expect((await client.api('DELETE', `${path}(guid'${lamps}')`)).status).toBe(403);
    }
  });
});
