import type { ExactDivisionInfo } from '../exact/index.ts';
import type { ExactConnectRequest, ExactSignedIn } from '../http/ports.ts';
import type { ConnectedDivision, ConnectionMeta, Credentials, OrgStore } from '../store/index.ts';
import { announceChange } from './announcement.ts';
import type { ConnectorDependencies } from './dependencies.ts';

/** A sign-in at Exact Online that was proven and is not stored. */
export interface ProvenExact extends ExactSignedIn {
  readonly credentials: Credentials;
  readonly meta: ConnectionMeta;
}

/** Signs in at Exact Online and finds out what the sign-in may see. Stores nothing. */
export async function proveExact(
  { exact, exactAppOf }: ConnectorDependencies,
  { country, grant, divisions: named }: ExactConnectRequest,
): Promise<ProvenExact> {
  const { credentials, me, divisions: granted } = await exact.connect({ country, grant, divisions: named });
  const { refreshToken, accessToken, issuedAt } = credentials;
  const divisions = divisionsOf(granted, named);
  const userName = me.FullName ?? '';
  const meta = { country, host: exactAppOf(country).baseUrl, userName, divisions };
  return { userName, divisions, credentials: { refreshToken, accessToken, issuedAt }, meta };
}

/** Puts a proven sign-in in place of the old one, and tells who did it. Belongs into a transaction: neither without the other. */
export async function storeExact(store: OrgStore, proven: ProvenExact, by: string): Promise<void> {
  const { isFirst } = await store.connections.save('exact', proven.credentials, proven.meta);
  await announceChange(store, { system: 'exact', by, user: proven.userName, isFirst });
}

/** Proves a new sign-in at Exact Online, and only then stores it in place of the old one. */
export async function connectExact(
  dependencies: ConnectorDependencies,
  orgId: string,
  request: ExactConnectRequest,
  by: string,
): Promise<ExactSignedIn> {
  const proven = await proveExact(dependencies, request);
  const { store, exact } = dependencies;
  await store.activityPartitions.ensure();
  await store.forOrg(orgId).transaction((inner) => storeExact(inner, proven, by));
  exact.forget(orgId);
  return { userName: proven.userName, divisions: proven.divisions };
}

/** The divisions an org works with: those it named, else all it was granted; the first named or the main one is the default. */
function divisionsOf(granted: readonly ExactDivisionInfo[], named: readonly number[]): ConnectedDivision[] {
  const chosen = named.length === 0 ? granted : granted.filter((division) => named.includes(division.Code));
  const first = named[0] ?? granted.find((division) => division.IsMainDivision)?.Code ?? granted[0]?.Code;
  return chosen.map(({ Code: code, Description: name, Currency: currency, Country: country }) => ({
    code,
    name: name ?? String(code),
    currency: currency ?? '',
    country: country ?? '',
    isDefault: code === first,
  }));
}
