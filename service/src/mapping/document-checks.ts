import { countryCode, countryName } from './countries.ts';
import type { ConfigurationDocument } from './document.ts';
import { pointerOf } from './salvage.ts';
import { TABLE_NAMES, tableKey } from './tables.ts';

/** One thing that is wrong with a document, at its JSON pointer (RFC 6901). */
export interface ConfigurationProblem {
  readonly pointer: string;
  readonly message: string;
}

/** The same problem in a sentence that can stand alone beside a setting. */
export function asSentence({ pointer, message }: ConfigurationProblem): ConfigurationProblem {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return { pointer, message: /[.!?]$/.test(text) ? text : `${text}.` };
}

/** A division of Exact Online that the org is connected to. */
export interface ConnectedDivision {
  readonly code: number;
  readonly name: string;
}

/** What the schema found, as far as it is told. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Names of settings that do not exist. */
  readonly keys?: readonly string[];
}

export function problemsOfIssue(issue: SchemaIssue): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys' && issue.keys !== undefined) {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), message: 'there is no such setting' }));
  }
  return [{ pointer: pointerOf(issue.path), message: issue.message }];
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

/** A default debtor that is wanted needs its code. */
export function checkDebtor({ flows }: ConfigurationDocument): ConfigurationProblem[] {
  const { use, defaultAccountCode } = flows.orders.debtor;
  if (use === 'account' || defaultAccountCode !== undefined) return [];
  return [{ pointer: '/flows/orders/debtor/defaultAccountCode', message: 'give the code of the default debtor in Exact Online' }];
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
