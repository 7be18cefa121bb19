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
export function divisionOfFlow(configuration: Configuration, flow: string): number | undefined {
  return configuration.flows[flow]?.division ?? defaultDivision(configuration);
}

/** IANA time zone of a division. */
export function timeZoneOf(configuration: Configuration, division: number): string {
  return configuration.divisions.find((candidate) => candidate.code === division)?.timeZone ?? 'Europe/Amsterdam';
}
