import type { Migration } from 'kysely/migration';
import { up as tenants } from './0001-tenants.ts';
import { up as work } from './0002-work.ts';
import { up as budget } from './0003-budget.ts';
import { up as activity } from './0004-activity.ts';
import { up as rowSecurity } from './0005-row-security.ts';
import { up as workItemLanes } from './0006-work-item-lanes.ts';
import { up as alertDelivery } from './0007-alert-delivery.ts';
import { up as partitionSecurity } from './0010-partition-security.ts';
import { up as keyCanary } from './0011-key-canary.ts';
import { up as shortenedIssues } from './0012-shortened-issues.ts';
import { up as keyLife } from './0020-key-life.ts';
import { up as connectSteps } from './0021-connect-steps.ts';
import { up as renewals } from './0022-renewals.ts';
import { up as pause } from './0030-pause.ts';
import { up as runRecords } from './0031-run-records.ts';
import { up as itemFacts } from './0040-item-facts.ts';
import { up as claimContent } from './0041-claim-content.ts';
import { up as linksByExactId } from './0050-links-by-exact-id.ts';
import { up as sealedNames } from './0060-sealed-names.ts';
import { up as settledClaims } from './0061-settled-claims.ts';
import { up as divisionInKeys } from './0070-division-in-keys.ts';
import { up as alertChannels } from './0071-alert-channels.ts';
import { up as linksInStep } from './0080-links-in-step.ts';
import { up as openOrders } from './0090-open-orders.ts';
import { up as settingsWithoutChoice } from './0100-settings-without-choice.ts';
import { up as sentDocuments } from './0110-sent-documents.ts';
import { up as pausedRuns } from './0120-paused-runs.ts';
import { up as itemsWithStock } from './0135-items-with-stock.ts';
import { up as approvals } from './0140-approvals.ts';
import { up as kindsOfDocuments } from './0150-kinds-of-documents.ts';
import { up as amendments } from './0155-amendments.ts';

/** Forward only, one idea each, never edited after a release. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-tenants': { up: tenants },
  '0002-work': { up: work },
  '0003-budget': { up: budget },
  '0004-activity': { up: activity },
  '0005-row-security': { up: rowSecurity },
  '0006-work-item-lanes': { up: workItemLanes },
  '0007-alert-delivery': { up: alertDelivery },
  '0010-partition-security': { up: partitionSecurity },
  '0011-key-canary': { up: keyCanary },
  '0012-shortened-issues': { up: shortenedIssues },
  '0020-key-life': { up: keyLife },
  '0021-connect-steps': { up: connectSteps },
  '0022-renewals': { up: renewals },
  '0030-pause': { up: pause },
  '0031-run-records': { up: runRecords },
  '0040-item-facts': { up: itemFacts },
  '0041-claim-content': { up: claimContent },
  '0050-links-by-exact-id': { up: linksByExactId },
  '0060-sealed-names': { up: sealedNames },
  '0061-settled-claims': { up: settledClaims },
  '0070-division-in-keys': { up: divisionInKeys },
  '0071-alert-channels': { up: alertChannels },
  '0080-links-in-step': { up: linksInStep },
  '0090-open-orders': { up: openOrders },
  '0100-settings-without-choice': { up: settingsWithoutChoice },
  '0110-sent-documents': { up: sentDocuments },
  '0120-paused-runs': { up: pausedRuns },
  '0135-items-with-stock': { up: itemsWithStock },
  '0140-approvals': { up: approvals },
  '0150-kinds-of-documents': { up: kindsOfDocuments },
  '0155-amendments': { up: amendments },
};
