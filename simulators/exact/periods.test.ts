import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected } from './testing/client.ts';

afterEach(closeSimulators);

describe('financial periods', () => {
  it('are the months of three years, each with its first and last day, which may only be read', async () => {
    const client = await startConnected();
    const year = new Date().getUTCFullYear();
    const rows = await client.rows('financial/FinancialPeriods', {
      $filter: `FinYear eq ${year}`,
      $select: 'FinPeriod,StartDate,EndDate',
    });
    expect(rows).toHaveLength(12);
    expect(rows.find((row) => row['FinPeriod'] === 2)).toMatchObject({
      StartDate: `/Date(${Date.UTC(year, 1, 1)})/`,
      EndDate: `/Date(${Date.UTC(year, 2, 0)})/`,
    });
    expect(await client.rows('financial/FinancialPeriods', { $filter: `FinYear eq ${year + 2}` })).toEqual([]);
    expect((await client.api('POST', 'financial/FinancialPeriods', {}, { FinYear: year })).status).toBe(403);
    expect((await client.rows('financial/FinancialPeriods'))[0]).toMatchObject({ Division: DIVISION });
  });
});
