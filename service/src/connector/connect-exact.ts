import type { ExactDivisionInfo } from '../exact/index.ts';
import type { ExactConnectRequest } from '../http/ports.ts';
import type { ConnectedDivision } from '../store/index.ts';
import { announceChange } from './announcement.ts';
import type { ConnectorDependencies } from './connector.ts';

/** Proves a new sign-in at Exact Online, and only then stores it in place of the old one: one statement. */
export async function connectExact(
  { store, exact, exactAppOf }: ConnectorDependencies,
  orgId: string,
  { country, grant, divisions: named }: ExactConnectRequest,
  by: string,
): Promise<{ readonly userName: string; readonly divisions: readonly ConnectedDivision[] }> {
  const { credentials, me, divisions: granted } = await exact.connect({ country, grant, divisions: named });
  const { refreshToken, accessToken, issuedAt } = credentials;
  const divisions = divisionsOf(granted, named);
  const userName = me.fullName ?? '';
  const former = await store.vault.find(orgId, 'exact');
  const meta = { country, host: exactAppOf(country).baseUrl, userName, divisions };
  await store.vault.save(orgId, 'exact', { refreshToken, accessToken, issuedAt }, meta);
  exact.forget(orgId);
  await announceChange(store.forOrg(orgId), { system: 'exact', by, user: userName, isFirst: former === undefined });
  return { userName, divisions };
}

/** The divisions an org works with: those it named, else all it was granted; the first named or the main one is the default. */
function divisionsOf(granted: readonly ExactDivisionInfo[], named: readonly number[]): ConnectedDivision[] {
  const chosen = named.length === 0 ? granted : granted.filter((division) => named.includes(division.code));
  const first = named[0] ?? granted.find((division) => division.isMain)?.code ?? granted[0]?.code;
  return chosen.map(({ code, name, currency, country }) => ({
    code,
    name: name ?? String(code),
    currency: currency ?? '',
    country: country ?? '',
    isDefault: code === first,
  }));
}
