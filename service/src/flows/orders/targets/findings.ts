import { phrase } from '../../../errors/index.ts';
import type { FlowFinding } from '../../fed-objects.ts';
import type { CompanyInExact } from '../../flow.ts';
import { journalOf, warehouseOf } from './own-fields.ts';
import { kindsMade, type TargetSettings } from './settings.ts';
import { targetOf } from './targets.ts';

/** Whether the company has the journal and the warehouse that the documents of orders need. No call where all become sales orders. */
export async function targetFindings(
  { division, references }: CompanyInExact,
  targets: TargetSettings,
): Promise<readonly FlowFinding[]> {
  const made = kindsMade(targets).map(targetOf);
  const company = division.division;
  const found: FlowFinding[] = [];
  if (made.some(({ hasJournal }) => hasJournal)) {
    const { Currency: currency = null } = (await references.company()) ?? {};
    const journal = journalOf(await references.journals(), targets.invoiceJournal, currency ?? '', company);
    const isFound = 'Code' in journal;
    found.push({
      id: `exact-invoice-journal-${company}`,
      title: phrase('check_invoice_journal', { company }),
      state: isFound ? 'ok' : 'warning',
      detail: isFound ? phrase('check_invoice_journal_found', { journal: journal.Code }) : journal,
      action: isFound ? null : phrase('check_invoice_journal_action'),
    });
  }
  if (made.some(({ hasWarehouse }) => hasWarehouse)) {
    const warehouse = warehouseOf(await references.warehouses(), targets.warehouse, company);
    const isFound = 'Code' in warehouse;
    found.push({
      id: `exact-invoice-warehouse-${company}`,
      title: phrase('check_invoice_warehouse', { company }),
      state: isFound ? 'ok' : 'warning',
      detail: isFound ? phrase('check_invoice_warehouse_found', { warehouse: warehouse.Code }) : warehouse,
      action: isFound ? null : phrase('check_invoice_warehouse_action'),
    });
  }
  return found;
}
