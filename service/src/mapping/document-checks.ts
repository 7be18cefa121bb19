import { joined, phrase } from '../errors/index.ts';
import { isSaleRow, saleNames } from '../tax/index.ts';
import type { ConfigurationProblem } from './configuration-problem.ts';
import { countryCode, countryName } from './countries.ts';
import type { ConfigurationDocument } from './document.ts';
import type { FlowDocument } from './flow-mapping.ts';
import { TABLE_NAMES, tableKey } from './tables.ts';

/** A division of Exact Online that the org is connected to. */
export interface ConnectedDivision {
  readonly code: number;
  readonly name: string;
}

/** Divisions, and the flows that work in them. */
export function checkDivisions({ divisions, flows }: ConfigurationDocument): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const codes = divisions.map((division) => division.code);
  divisions.forEach((division, index) => {
    if (codes.indexOf(division.code) !== index)
      problems.push({ pointer: `/divisions/${index}/code`, fault: phrase('division_twice') });
    if (!isTimeZone(division.timeZone))
      problems.push({
        pointer: `/divisions/${index}/timeZone`,
        fault: phrase('time_zone_unknown', { timeZone: division.timeZone }),
      });
  });
  if (divisions.filter((division) => division.default).length > 1)
    problems.push({ pointer: '/divisions', fault: phrase('division_default_twice') });
  for (const [name, flow] of Object.entries(flows)) {
    if (flow.division !== undefined && !codes.includes(flow.division)) {
      problems.push({ pointer: `/flows/${name}/division`, fault: phrase('division_not_listed', { division: flow.division }) });
    }
    const hasDivision = flow.division !== undefined || divisions.length === 1 || divisions.some((division) => division.default);
    if (flow.enabled && !hasDivision) problems.push({ pointer: `/flows/${name}/division`, fault: phrase('division_not_chosen') });
    (flow.divisionRules ?? []).forEach(({ division }, index) => {
      if (codes.includes(division)) return;
      const fault = phrase('division_not_listed', { division });
      problems.push({ pointer: `/flows/${name}/divisionRules/${index}/division`, fault });
    });
    problems.push(...checkFurther(divisions, name, flow));
  }
  return problems;
}

/** Further divisions of a flow: each is there, and what records say in fields of their own has one division that says it. */
function checkFurther(
  divisions: ConfigurationDocument['divisions'],
  name: string,
  { division, furtherDivisions = [] }: FlowDocument,
): ConfigurationProblem[] {
  const pointer = `/flows/${name}/furtherDivisions`;
  const problems: ConfigurationProblem[] = furtherDivisions.flatMap((further, index) =>
    divisions.some(({ code }) => code === further)
      ? []
      : [{ pointer: `${pointer}/${index}`, fault: phrase('division_not_listed', { division: further }) }],
  );
  const first = divisions.find((candidate) => candidate.default)?.code;
  if (furtherDivisions.length > 0 && ![division ?? first, ...furtherDivisions].includes(first))
    problems.push({ pointer, fault: phrase('divisions_without_default') });
  return problems;
}

/** Divisions that are not connected; the fault names those that are. */
export function checkConnected(
  { divisions }: ConfigurationDocument,
  connected: readonly ConnectedDivision[] | undefined,
): ConfigurationProblem[] {
  if (connected === undefined) return [];
  const known = joined(
    'comma',
    connected.map(({ code, name }) => phrase('code_described', { code, description: name })),
  );
  const key = connected.length === 1 ? 'division_not_connected_one' : 'division_not_connected';
  return divisions.flatMap(({ code }, index) =>
    connected.some((division) => division.code === code)
      ? []
      : [{ pointer: `/divisions/${index}/code`, fault: phrase(key, { division: code, known: known ?? '' }) }],
  );
}

/** Values that a table names twice (compared as a table is read: without case and outer spaces): only the first row would count. */
export function checkTableKeys({ tables }: ConfigurationDocument): ConfigurationProblem[] {
  return TABLE_NAMES.flatMap((table) => {
    const firstRow = new Map<string, number>();
    return tables[table].flatMap(({ salesforce }, index) => {
      const key = tableKey(salesforce);
      const first = firstRow.get(key);
      if (first === undefined) firstRow.set(key, index);
      if (first === undefined) return [];
      const fault = phrase('row_twice', { value: salesforce.trim(), row: first + 1 });
      return [{ pointer: `/tables/${table}/${index}/salesforce`, fault }];
    });
  });
}

/** Rows of the VAT codes of sales whose left side names no sale. */
export function checkSales({ tables }: ConfigurationDocument): ConfigurationProblem[] {
  return tables.vatOfSales.flatMap(({ salesforce }, index) => {
    if (isSaleRow(salesforce)) return [];
    const fault = phrase('sale_unknown', { value: salesforce.trim(), known: saleNames().join(', ') });
    return [{ pointer: `/tables/vatOfSales/${index}/salesforce`, fault }];
  });
}

/** Countries that ISO 3166 does not have. */
export function checkCountries({ tables }: ConfigurationDocument): ConfigurationProblem[] {
  return tables.countries.flatMap(({ exact }, index) => {
    if (countryName(exact) !== undefined) return [];
    const near = countryCode(exact);
    const fault =
      near === undefined
        ? phrase('country_code_unknown', { code: exact })
        : phrase('country_code_near', { code: exact, near, country: countryName(near) ?? near });
    return [{ pointer: `/tables/countries/${index}/exact`, fault }];
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
