/** Who looks at the page has every permission of the package but those that stand here, separated by commas. */
const WITHOUT = 'page.user.without';

/** As an import from `@salesforce/customPermission` tells it. */
export function hasPermission(name: string): true | undefined {
  const without = (localStorage.getItem(WITHOUT) ?? '').split(',');
  return without.includes(name) ? undefined : true;
}
