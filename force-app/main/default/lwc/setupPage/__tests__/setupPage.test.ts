import SetupPage from 'c/setupPage';
import getFlows from '@salesforce/apex/FlowController.getFlows';
import getOrg from '@salesforce/apex/SetupController.getOrg';
import getConfiguration from '@salesforce/apex/SetupController.getConfiguration';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import getActivity from '@salesforce/apex/ActivityController.getActivity';
import getIssues from '@salesforce/apex/IssueController.getIssues';
import getBudget from '@salesforce/apex/BudgetController.getBudget';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import { ORG } from 'test/answers';
import { apexError, find, findAll, listen, mount, settle, textOf } from 'test/component';
import { flowCatalogue } from 'test/flows';
import { STUB_FLOW } from 'test/stubFlow';
import type { Configuration, Flow, FlowStatus, Org } from 'tandem/middleware';

jest.mock('@salesforce/apex/FlowController.getFlows', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.getOrg', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.getConfiguration', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.saveConfiguration', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.getReferenceList', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.pauseAll', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.resumeAll', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.disconnect', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.redeemPairingCode', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.connectExact', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.getReadiness', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrgRightsController.getOrgRights', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrgRightsController.grantOrgRights', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ActivityController.getActivity', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ActivityController.getActivityDetail', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.startRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.getRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.getOperations', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.approveRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.cancelRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BudgetController.getBudget', () => ({ default: jest.fn(() => new Promise(() => {})) }), {
  virtual: true,
});
jest.mock('@salesforce/apex/IssueController.getIssues', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.retryIssue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.ignoreIssue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.resolveIssue', () => ({ default: jest.fn() }), { virtual: true });

const flow = (name: FlowStatus['name'], openIssues: number): FlowStatus => ({
  name,
  isEnabled: true,
  divisions: [{ code: 730001, name: 'Holland BV' }],
  state: 'idle',
  stoppedBecause: null,
  lastRunAt: null,
  lastRun: null,
  history: null,
  openIssues,
  nextPollAt: null,
});
const PAIRED: Org = { ...ORG, divisions: [], flows: [flow('products', 2), flow('orders', 1)] };
const CONFIGURATION: Configuration = { version: 7, document: { version: 1 }, author: null, savedAt: null };
const open = () => mount('c-setup-page', SetupPage);

describe('c-setup-page', () => {
  beforeEach(() => {
    getOrg.mockResolvedValue(PAIRED);
    getConfiguration.mockResolvedValue(CONFIGURATION);
    getFlows.mockResolvedValue(flowCatalogue('en'));
    getReferenceList.mockResolvedValue({ items: [] });
    getActivity.mockResolvedValue({ items: [], next: null });
    getIssues.mockResolvedValue({ items: [], next: null });
    saveConfiguration.mockResolvedValue({ ...CONFIGURATION, version: 8 });
  });

  it('shows connections, both flows, calls, issues and settings', async () => {
    const element = await open();
    expect(textOf(element, 'h1')).toBe('Tandem Setup');
    expect(findAll(element, 'c-flow-card')).toHaveLength(2);
    for (const tag of [
      'c-connection-status',
      'c-readiness-check',
      'c-budget-meter',
      'c-service-controls',
      'c-issue-list',
      'c-activity-list',
      'c-settings-editor',
    ]) {
      find(element, tag);
    }
    expect(findAll<HTMLElement & { label: string }>(element, 'lightning-tab').map(({ label }) => label)).toEqual([
      'Overview',
      'Issues (3)',
      'Activity',
      'Settings',
    ]);
  });

  it('shows a flow that it has never heard of as the service tells of it: card, issue filter and settings', async () => {
    const { name, ...told } = STUB_FLOW;
    const { items, tables } = flowCatalogue('en');
    const stub = { ...told, name: name as Flow['name'] };
    getFlows.mockResolvedValue({ items: [...items, stub], tables });
    getOrg.mockResolvedValue({
      ...PAIRED,
      divisions: [{ code: 1, name: 'Acme', currency: 'EUR', country: 'NL', isDefault: true }],
      flows: [...PAIRED.flows, flow(stub.name, 4)],
    });
    const element = await open();

    const card = findAll(element, 'c-flow-card')[2] as HTMLElement;
    expect(textOf(card, 'h2')).toBe('Stock levels');
    expect(textOf(card, 'p')).toBe('Stock of Exact Online is shown on products in Salesforce.');
    expect(find<HTMLElement & { iconName: string }>(card, 'lightning-card').iconName).toBe('standard:product_item');

    const filter = find<HTMLElement & { options: unknown[] }>(find(element, 'c-issue-list'), 'lightning-combobox');
    expect(filter.options).toContainEqual({ label: 'Stock levels', value: 'stock' });

    const sections = findAll(find(element, 'c-settings-editor'), 'c-flow-settings');
    expect(sections.map((section) => textOf(section, 'h3'))).toEqual(['Products', 'Orders', 'Stock levels']);
  });

  it('reads the flows once, and again only where that failed', async () => {
    getFlows.mockRejectedValueOnce(apexError({ title: 'No answer' }));
    const element = await open();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(findAll(element, 'c-flow-card')).toHaveLength(2);
    expect(getFlows).toHaveBeenCalledTimes(2);
  });

  it('switches a flow by saving the configuration it has just read', async () => {
    const element = await open();
    const toasts = listen(element, 'lightning__showtoast');
    find(element, 'c-flow-card').dispatchEvent(new CustomEvent('switchflow', { detail: { flow: 'orders', isEnabled: false } }));
    await settle();
    expect(saveConfiguration).toHaveBeenCalledWith({
      documentJson: '{"version":1,"flows":{"orders":{"enabled":false}}}',
      version: 7,
      confirmedReleased: '',
    });
    expect(toasts).toHaveBeenCalledTimes(1);
  });

  it('shows every reason why a flow cannot be switched on', async () => {
    saveConfiguration.mockRejectedValue(
      apexError({ title: 'Not complete', problems: [{ pointer: '/divisions', message: 'Choose a division.' }] }),
    );
    const element = await open();
    find(element, 'c-flow-card').dispatchEvent(new CustomEvent('switchflow', { detail: { flow: 'orders', isEnabled: true } }));
    await settle();
    expect(find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel').error.detail).toBe('Choose a division.');
  });

  it('opens the issues of a flow', async () => {
    const element = await open();
    find(element, 'c-flow-card').dispatchEvent(new CustomEvent('showissues', { detail: { flow: 'orders' } }));
    await settle();
    expect(find<HTMLElement & { flow: string }>(element, 'c-issue-list').flow).toBe('orders');
    expect(find<HTMLElement & { activeTabValue: string }>(element, 'lightning-tabset').activeTabValue).toBe('issues');
  });

  it('reads the state again when a person comes back to the window', async () => {
    const element = await open();
    getOrg.mockResolvedValue({ ...PAIRED, name: 'Acme again' });
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(textOf(element, 'header p')).toContain('Acme again');
  });

  it('does not let an older answer replace a newer one', async () => {
    const element = await open();
    let answerOlder: (org: Org) => void = () => undefined;
    getOrg.mockReturnValueOnce(new Promise((resolve) => (answerOlder = resolve)));
    window.dispatchEvent(new Event('focus'));
    getOrg.mockResolvedValueOnce({ ...PAIRED, name: 'Newer' });
    window.dispatchEvent(new Event('focus'));
    await settle();
    answerOlder({ ...PAIRED, name: 'Older' });
    await settle();
    expect(textOf(element, 'header p')).toContain('Newer');
  });

  it('reads the calls again with the rest, so that they do not lag behind the cards', async () => {
    const element = await open();
    const before = getBudget.mock.calls.length;
    find(element, 'c-flow-card').dispatchEvent(new CustomEvent('runfinished'));
    await settle();
    expect(getBudget.mock.calls.length).toBe(before + 1);
  });

  it('says that everything is paused, by whom and since when', async () => {
    getOrg.mockResolvedValue({ ...PAIRED, state: 'paused', pause: { since: '2026-11-24T09:30:00Z', by: 'Zoë' } });
    const element = await open();
    expect(textOf(element, '.paused')).toContain('Everything is paused.');
    expect(textOf(element, '.paused .by')).toBe('Paused by Zoë on');
    expect(find<HTMLElement & { value: string }>(element, '.paused lightning-formatted-date-time').value).toBe(
      '2026-11-24T09:30:00Z',
    );
  });

  it('offers pairing when the key is missing, and starts again afterwards', async () => {
    getOrg.mockRejectedValueOnce(apexError({ title: 'Not signed in', code: 'unauthorized' }));
    const element = await open();
    find(element, 'c-pairing-form').dispatchEvent(new CustomEvent('paired'));
    await settle();
    expect(textOf(element, 'h1')).toBe('Tandem Setup');
    expect(findAll(element, 'c-pairing-form')).toHaveLength(0);
  });

  it('shows an error without pairing when the service fails', async () => {
    getOrg.mockRejectedValue(apexError({ title: 'Unexpected error', code: 'internal_error' }));
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
    expect(findAll(element, 'c-pairing-form')).toHaveLength(0);
  });

  it('offers pairing after disconnecting', async () => {
    const element = await open();
    find(element, 'c-service-controls').dispatchEvent(new CustomEvent('disconnected'));
    await settle();
    find(element, 'c-pairing-form');
    expect(findAll(element, 'h1')).toHaveLength(0);
  });

  it.each([
    ['it shows the org', () => undefined],
    ['it loads', () => getOrg.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getOrg.mockRejectedValue(apexError({ title: 'No answer' }))],
    ['pairing is offered', () => getOrg.mockRejectedValue(apexError({ title: 'Not signed in', code: 'unauthorized' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});
