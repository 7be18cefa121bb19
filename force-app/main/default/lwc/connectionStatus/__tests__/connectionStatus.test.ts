import ConnectionStatus from 'c/connectionStatus';
import connectExact from '@salesforce/apex/SetupController.connectExact';
import connectSalesforce from '@salesforce/apex/SetupController.connectSalesforce';
import { ORG } from 'test/answers';
import { apexError, find, findAll, listen, mount, settle, texts } from 'test/component';
import type { ConnectionState, Org, SalesforceConnection } from 'tandem/middleware';

jest.mock('@salesforce/apex/SetupController.connectExact', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('@salesforce/apex/SetupController.connectSalesforce', () => ({ default: jest.fn() }), { virtual: true });

type SignIn = SalesforceConnection['signIn'];
type Button = HTMLElement & { label: string; variant: string };

const SIGN_IN = 'https://tandem.example/connect/exact?ticket=t';
const org = (salesforce: ConnectionState, exact: ConnectionState, detail: string | null = null): Org => ({
  ...ORG,
  connections: {
    salesforce: { ...ORG.connections.salesforce, state: salesforce, detail },
    exact: { ...ORG.connections.exact, state: exact, detail },
  },
});
const webPage = (url: string) => ({ type: 'standard__webPage', attributes: { url } });
const CONNECTED = org('connected', 'connected');
const open = (shown: Org) => mount('c-connection-status', ConnectionStatus, { org: shown });
const buttons = (element: HTMLElement) => findAll<Button>(element, 'lightning-button');
const connect = (element: HTMLElement, system: string) => find(element, `[data-system="${system}"]`).click();

describe('c-connection-status', () => {
  beforeEach(() => {
    connectExact.mockResolvedValue({ url: SIGN_IN });
    connectSalesforce.mockResolvedValue({ url: 'https://tandem.example/connect/salesforce?ticket=s' });
  });

  it('shows both connections with user and division by name', async () => {
    const element = await open(CONNECTED);
    expect(texts(element, 'h3')).toEqual(['Salesforce', 'Exact Online']);
    expect(texts(element, '.state')).toEqual(['Connected', 'Connected']);
    expect(texts(element, '.who')).toEqual([
      'tandem@acme.example · acme.my.salesforce.com',
      'j.jansen · Acme Nederland (123456)',
    ]);
  });

  it.each<[SignIn, string]>([
    ['client_credentials', 'Signs in as the user that the app runs as. This ends only if'],
    ['refresh_token', 'Better is the user that the app runs as'],
    ['jwt', 'Signs in by certificate. This ends only if'],
  ])('says how it signs in (%s) and what would end it', async (signIn, text) => {
    const connections = { ...CONNECTED.connections, salesforce: { ...CONNECTED.connections.salesforce, signIn } };
    const [salesforce, exact] = texts(await open({ ...CONNECTED, connections }), '.sign-in');
    expect(salesforce).toContain(text);
    expect(exact).toContain('if Tandem is not used for 30 days');
    expect(exact).toContain('better make one for Tandem alone');
  });

  it('says nothing of a sign-in that has ended', async () => {
    expect(texts(await open(org('missing', 'reconnect')), '.sign-in')).toEqual([]);
  });

  it('keeps the way to connect again quiet while both are connected', async () => {
    const element = await open(CONNECTED);
    expect(buttons(element).map(({ label, variant }) => [label, variant])).toEqual([
      ['Connect again', 'base'],
      ['Connect again', 'base'],
    ]);
  });

  it.each<[ConnectionState, string]>([
    ['missing', 'Connect'],
    ['reconnect', 'Connect again'],
  ])('puts the button first when Exact Online is %s', async (state, label) => {
    const element = await open(org('connected', state, 'The user took the rights away.'));
    expect(buttons(element).map((button) => [button.label, button.variant])).toEqual([
      ['Connect again', 'base'],
      [label, 'brand'],
    ]);
    expect(texts(element, 'li:last-child p')).toContain('The user took the rights away.');
    expect(texts(element, 'li:last-child p').join()).toContain(`What to do: Press ${label} and sign in`);
  });

  it('says how Salesforce is connected again', async () => {
    const element = await open(org('reconnect', 'connected'));
    expect(texts(element, 'li:first-child p').join()).toContain('choose how Tandem signs in');
    const navigate = listen(element, 'navigate');
    connect(element, 'salesforce');
    await settle();
    expect(navigate).toHaveBeenCalledWith(webPage('https://tandem.example/connect/salesforce?ticket=s'));
    expect(connectExact).not.toHaveBeenCalled();
    expect(texts(element, '.note')[0]).toContain('opens in a new tab');
  });

  it('opens the sign-in of Exact Online and says what to do when no tab opens, until the state is read again', async () => {
    const element = await open(org('connected', 'reconnect'));
    const navigate = listen(element, 'navigate');
    connect(element, 'exact');
    await settle();
    expect(navigate).toHaveBeenCalledWith(webPage(SIGN_IN));
    expect(texts(element, '.note')[1]).toContain('allow pop-ups');
    element.org = CONNECTED;
    await settle();
    expect(texts(element, '.note')).toEqual(['', '']);
  });

  it('shows why the sign-in cannot be opened', async () => {
    connectExact.mockRejectedValue(apexError({ title: 'No answer' }));
    const element = await open(org('connected', 'reconnect'));
    const navigate = listen(element, 'navigate');
    connect(element, 'exact');
    await settle();
    expect(navigate).not.toHaveBeenCalled();
    find(element, 'li:last-child c-error-panel');
    expect(texts(element, '.note')).toEqual(['', '']);
  });

  it('shows nothing before the org is known', async () => {
    const element = await mount('c-connection-status', ConnectionStatus);
    expect(findAll(element, 'li')).toHaveLength(0);
  });

  it.each([
    ['both are connected', CONNECTED],
    ['one is lost', org('connected', 'reconnect', 'The user took the rights away.')],
    ['both are lost', org('reconnect', 'missing')],
  ])('is accessible when %s', async (_state, shown) => {
    await expect(await open(shown)).toBeAccessible();
  });
});
