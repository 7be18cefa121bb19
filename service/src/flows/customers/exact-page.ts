/** The page of an account in Exact Online: the pattern its own screens use, as Exact documents none. */
export function accountUrl(host: string, division: number, accountId: string): string {
  return `${host}/docs/CRMAccountCard.aspx?_Division_=${division}&AccountID=${encodeURIComponent(`{${accountId}}`)}`;
}
