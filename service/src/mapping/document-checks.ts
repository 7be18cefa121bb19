import type { ConfigurationProblem } from './configuration-problem.ts';
import { countryCode, countryName } from './countries.ts';
import type { ConfigurationDocument } from './document.ts';
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
      problems.push({ pointer: `/divisions/${index}/code`, message: 'the division is listed twice' });
    if (!isTimeZone(division.timeZone))
      problems.push({ pointer: `/divisions/${index}/timeZone`, message: `there is no time zone ${division.timeZone}` });
  });
  if (divisions.filter((division) => division.default).length > 1)
    problems.push({ pointer: '/divisions', message: 'only one division can be the default' });
  for (const [name, flow] of Object.entries(flows)) {
    if (flow.division !== undefined && !codes.includes(flow.division)) {
      problems.push({ pointer: `/flows/${name}/division`, message: `division ${flow.division} is not in the list of divisions` });
    }
    const hasDivision = flow.division !== undefined || divisions.length === 1 || divisions.some((division) => division.default);
    if (flow.enabled && !hasDivision)
      problems.push({ pointer: `/flows/${name}/division`, message: 'choose a division before switching this on' });
  }
  return problems;
}

/** Divisions that are not connected; the message names those that are. */
export function checkConnected(
  { divisions }: ConfigurationDocument,
  connected: readonly ConnectedDivision[] | undefined,
): ConfigurationProblem[] {
  if (connected === undefined) return [];
  const known = connected.map(({ code, name }) => `${code} (${name})`).join(', ');
  return divisions.flatMap(({ code }, index) =>
    connected.some((division) => division.code === code)
      ? []
      : [
          {
            pointer: `/divisions/${index}/code`,
            message: `division ${code} is not connected; connected ${connected.length === 1 ? 'is' : 'are'} ${known}`,
          },
        ],
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
      const message = `"${salesforce.trim()}" stands in row ${(first ?? index) + 1} already; a value has one row`;
      return first === undefined ? [] : [{ pointer: `/tables/${table}/${index}/salesforce`, message }];
    });
  });
}

/** Countries that ISO 3166 does not have. */
export function checkCountries({ tables }: ConfigurationDocument): ConfigurationProblem[] {
  return tables.countries.flatMap(({ exact }, index) => {
    if (countryName(exact) !== undefined) return [];
    const near = countryCode(exact);
    const hint = near === undefined ? '' : `; did you mean ${near} (${countryName(near) ?? near})?`;
    return [{ pointer: `/tables/countries/${index}/exact`, message: `there is no country with the code "${exact}"${hint}` }];
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
