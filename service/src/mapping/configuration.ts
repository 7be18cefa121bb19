import type { ConfigurationDocument } from './document.ts';
import type { FlowSettings } from './flow-mapping.ts';
import type { ValueTables } from './tables.ts';

/** A configuration that was checked: defaults filled, formulas compiled, frozen. */
export interface Configuration {
  readonly version: 1;
  readonly divisions: ConfigurationDocument['divisions'];
  /** By name of the flow; each flow reads its own through its mapping. */
  readonly flows: Readonly<Record<string, FlowSettings>>;
  readonly tables: ValueTables;
}

/** The default division, else the only one: what records of Salesforce say of their link in fields of their own is of it. */
export function defaultDivision({ divisions }: Pick<Configuration, 'divisions'>): number | undefined {
  const division = divisions.find((candidate) => candidate.default) ?? (divisions.length === 1 ? divisions[0] : undefined);
  return division?.code;
}

/** True for a division whose links stand in rows of their own, since the fields of the records speak of the default one. */
export function isFurtherDivision(configuration: Pick<Configuration, 'divisions'>, division: number): boolean {
  return ![undefined, division].includes(defaultDivision(configuration));
}

/** The division a flow works in: its own, else the default one, else the only one. */
function divisionOfFlow(configuration: Configuration, flow: string): number | undefined {
  return configuration.flows[flow]?.division ?? defaultDivision(configuration);
}

/** Every division a flow works in: the one it is set to, then its further ones and those of its rules. Empty where it is set to none. */
export function divisionsOfFlow(configuration: Configuration, flow: string): readonly number[] {
  const first = divisionOfFlow(configuration, flow);
  const { furtherDivisions = [], divisionRules = [] } = configuration.flows[flow] ?? {};
  return first === undefined ? [] : [...new Set([first, ...furtherDivisions, ...divisionRules.map(({ division }) => division)])];
}

/**
 * True where a flow works in this further division and in the default one besides: of a record that both know, the fields on the record
 * itself say what the default one says, or the two would write over each other for ever.
 */
export function yieldsToDefault(configuration: Configuration, flow: string, division: number): boolean {
  const divisions = divisionsOfFlow(configuration, flow);
  const first = defaultDivision(configuration);
  return first !== undefined && isFurtherDivision(configuration, division) && divisions.includes(first);
}

/** IANA time zone of a division. */
export function timeZoneOf(configuration: Configuration, division: number): string {
  return configuration.divisions.find((candidate) => candidate.code === division)?.timeZone ?? 'Europe/Amsterdam';
}
