/** An imported Apex method: the page's server makes the callout that the Apex makes. Rejects with what Lightning rejects with. */
export function createApexMethod(name: string): (parameters?: object) => Promise<unknown> {
  return async (parameters = {}) => {
    const response = await fetch(`/apex/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const body: unknown = await response.json();
    if (!response.ok) {
      throw { status: response.status, body };
    }
    return body;
  };
}
