import ConnectionStatus from 'c/connectionStatus';
import { findAll, mount, texts } from 'test/component';

const ORG = {
  connections: {
    salesforce: {
      state: 'connected',
      detail: null,
      instanceUrl: 'https://acme.my.salesforce.com',
      checkedAt: '2026-11-24T08:00:00Z',
    },
    exact: { state: 'connected', detail: null, country: 'nl', userName: 'j.jansen', checkedAt: '2026-11-24T08:00:00Z' },
  },
  divisions: [{ code: 123456, name: 'Acme Nederland', currency: 'EUR', country: 'NL', isDefault: true }],
};
const LOST = {
  ...ORG,
  connections: {
    ...ORG.connections,
    exact: { ...ORG.connections.exact, state: 'reconnect', detail: 'The user took the rights away.' },
  },
};

describe('c-connection-status', () => {
  it('shows both connections with user and division by name', async () => {
    const element = await mount('c-connection-status', ConnectionStatus, { org: ORG });
    expect(texts(element, 'h3')).toEqual(['Salesforce', 'Exact Online']);
    expect(texts(element, '.state')).toEqual(['Connected', 'Connected']);
    expect(texts(element, '.who')).toEqual(['acme.my.salesforce.com', 'j.jansen · Acme Nederland (123456)']);
  });

  it('says why a connection is lost and what to do', async () => {
    const element = await mount('c-connection-status', ConnectionStatus, { org: LOST });
    expect(texts(element, '.state')).toEqual(['Connected', 'Must be connected again']);
    expect(texts(element, 'li:last-child p')).toEqual(expect.arrayContaining(['The user took the rights away.']));
    expect(texts(element, 'li:last-child p').join()).toContain(
      'What to do: Ask your Tandem administrator to connect Exact Online again.',
    );
  });

  it('shows nothing before the org is known', async () => {
    const element = await mount('c-connection-status', ConnectionStatus);
    expect(findAll(element, 'li')).toHaveLength(0);
  });

  it.each([
    ['both are connected', ORG],
    ['one is lost', LOST],
  ])('is accessible when %s', async (_state, org) => {
    await expect(await mount('c-connection-status', ConnectionStatus, { org })).toBeAccessible();
  });
});
