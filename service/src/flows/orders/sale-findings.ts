import { joined, phrase, type ParamValue } from '../../errors/index.ts';
import { lookUp, type Configuration } from '../../mapping/index.ts';
import { proposeTable, type ProposedRow } from '../../tax/index.ts';
import type { FlowFinding } from '../fed-objects.ts';
import type { CompanyInExact } from '../flow.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** The table of VAT codes as it stands for a company: what its own codes say, what the settings say, what nobody decided. */
export async function vatFindings(
  { division, references }: CompanyInExact,
  configuration: Configuration,
): Promise<readonly FlowFinding[]> {
  const { vat } = ORDER_SETTINGS.of(configuration);
  if (vat.chosenBy === 'exact') return [];
  const find = (left: string): string | undefined => lookUp(configuration.tables, 'vatOfSales', left);
  const rows = proposeTable(await references.vatCodes(), { privateGoods: vat.privateGoods, find });
  const isOpen = rows.some(({ code }) => code === undefined);
  return [
    {
      id: `exact-vat-of-sales-${division.division}`,
      title: phrase('check_vat_of_sales', { company: division.division }),
      state: isOpen ? 'warning' : 'ok',
      detail: joined('semicolon', rows.map(told)) ?? '',
      action: isOpen ? phrase('check_vat_of_sales_action') : null,
    },
  ];
}

function told({ row, code, by, candidates }: ProposedRow): ParamValue {
  if (code !== undefined) return phrase(by === 'table' ? 'sale_row_tabled' : 'sale_row_said', { row, code });
  return candidates.length === 0
    ? phrase('sale_row_open', { row })
    : phrase('sale_row_several', { row, codes: candidates.join(', ') });
}
