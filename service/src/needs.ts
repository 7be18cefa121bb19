import { BASE_NEEDS } from './connector/index.ts';
import { FLOWS } from './flows/index.ts';
import { togetherNeeded } from './salesforce/index.ts';

/** What Tandem and all its flows need in Salesforce. `scripts/check-permissions.mjs` holds it to OrgRights.cls of the package. */
export const NEEDS = togetherNeeded([BASE_NEEDS, ...FLOWS.map(({ needs }) => needs)]);
