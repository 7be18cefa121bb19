import type { Org } from '../org.ts';

/** Body of `/services/oauth2/userinfo` and of the identity URL. */
export function userInfo(org: Org, userId: string, origin: string): Record<string, unknown> {
  const user = org.store.get(org.object('User'), userId);
  return {
    sub: `${origin}/id/${org.orgId}/${userId}`,
    user_id: userId,
    organization_id: org.orgId,
    preferred_username: user?.['Username'] ?? null,
    name: user?.['Name'] ?? null,
    email: user?.['Email'] ?? null,
    zoneinfo: user?.['TimeZoneSidKey'] ?? null,
    locale: user?.['LocaleSidKey'] ?? null,
    language: user?.['LanguageLocaleKey'] ?? null,
    active: true,
    user_type: 'STANDARD',
    urls: {
      rest: `${origin}/services/data/v{version}/`,
      sobjects: `${origin}/services/data/v{version}/sobjects/`,
      query: `${origin}/services/data/v{version}/query/`,
    },
  };
}
