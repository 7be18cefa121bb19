import OrgRights from 'c/orgRights';
import getOrgRights from '@salesforce/apex/OrgRightsController.getOrgRights';
import grantOrgRights from '@salesforce/apex/OrgRightsController.grantOrgRights';
import { apexError, button, find, findAll, mount, settle, textOf, texts } from 'test/component';

jest.mock('@salesforce/apex/OrgRightsController.getOrgRights', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrgRightsController.grantOrgRights', () => ({ default: jest.fn() }), { virtual: true });

const rights = (label: string, missing: string[] = [], unassigned = 0) => ({ label, missing, unassigned });
const COMPLETE = [rights('Integration'), rights('People')];
const FRESH = [rights('Integration', ['Order: edit', 'Account: viewAllRecords', 'Product2.Family'], 1), rights('People', [], 2)];
const open = () => mount('c-org-rights', OrgRights);

describe('c-org-rights', () => {
  it('says that nothing is missing, and has nothing to press', async () => {
    getOrgRights.mockResolvedValue(COMPLETE);
    const element = await open();
    expect(textOf(element, '.summary')).toBe('Every right is granted, and everybody has it.');
    expect(findAll(element, 'lightning-button')).toHaveLength(0);
  });

  it('names every right that is missing and who lacks them', async () => {
    getOrgRights.mockResolvedValue(FRESH);
    const element = await open();
    expect(textOf(element, '.summary')).toBe('3 rights are not granted yet.');
    expect(texts(element, 'h3')).toEqual(['Integration', 'People']);
    expect(texts(element, '.missing')).toEqual(['Order: edit · Account: view all records · Product2.Family']);
    expect(texts(element, 'section p')).toEqual(
      expect.arrayContaining(['1 person does not have it.', '2 people do not have it.']),
    );
    expect(findAll(element, '.refused')).toHaveLength(0);
  });

  it('grants them', async () => {
    getOrgRights.mockResolvedValue(FRESH);
    grantOrgRights.mockResolvedValue(COMPLETE);
    const element = await open();
    button(element, 'Grant the rights').click();
    await settle();
    expect(grantOrgRights).toHaveBeenCalledTimes(1);
    expect(textOf(element, '.summary')).toBe('Every right is granted, and everybody has it.');
  });

  it('says what to do about what the org refuses', async () => {
    getOrgRights.mockResolvedValue(FRESH);
    grantOrgRights.mockResolvedValue([rights('Integration', ['Order: edit']), rights('People')]);
    const element = await open();
    button(element, 'Grant the rights').click();
    await settle();
    expect(textOf(element, '.summary')).toBe('1 right is not granted yet.');
    expect(textOf(element, '.refused')).toContain('Order Settings');
  });

  it('hands an error to the view and looks again', async () => {
    getOrgRights.mockRejectedValueOnce(apexError({ title: 'You may not grant these rights' })).mockResolvedValueOnce(COMPLETE);
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(textOf(element, '.summary')).toBe('Every right is granted, and everybody has it.');
  });

  it.each([
    ['rights are missing', () => getOrgRights.mockResolvedValue(FRESH)],
    ['all are granted', () => getOrgRights.mockResolvedValue(COMPLETE)],
    ['it shows an error', () => getOrgRights.mockRejectedValue(apexError({ title: 'No' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});
