/** Why this cannot be the address of the service in a named credential; undefined when it can. */
export function serviceAddressProblem(address) {
  if (address === undefined) return 'the address of the service is not named';
  if (!URL.canParse(address)) return `${address} is no address`;
  const { protocol, pathname, search, hash, username } = new URL(address);
  if (protocol !== 'https:') return `${address} is not https: Salesforce calls nothing else`;
  const isBare = (pathname === '/' || pathname === '') && search === '' && hash === '' && username === '';
  return isBare && !address.endsWith('/') ? undefined : `${address} is more than https and a host: the package adds the paths`;
}
