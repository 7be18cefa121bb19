/** Custom permissions of who looks at the page, as the server tells them; without them every one. */
const GRANTED = document.querySelector<HTMLMetaElement>('meta[name=custom-permissions]')?.content.split(',');

/** As an import from `@salesforce/customPermission` tells it. */
export function hasPermission(name: string): true | undefined {
  return GRANTED?.includes(name) === false ? undefined : true;
}
