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

/** The division a flow works in: its own, else the default one, else the only one. */
export function divisionOfFlow({ divisions, flows }: Configuration, flow: string): number | undefined {
  const fallback = divisions.find((division) => division.default) ?? (divisions.length === 1 ? divisions[0] : undefined);
  return flows[flow]?.division ?? fallback?.code;
}

/** IANA time zone of a division. */
export function timeZoneOf(configuration: Configuration, division: number): string {
  return configuration.divisions.find((candidate) => candidate.code === division)?.timeZone ?? 'Europe/Amsterdam';
}
