import 'test/dutch';
import OrgRights from 'c/orgRights';
import getOrgRights from '@salesforce/apex/OrgRightsController.getOrgRights';
import grantOrgRights from '@salesforce/apex/OrgRightsController.grantOrgRights';
import { button, mount, settle, textOf, texts } from 'test/component';

jest.mock('@salesforce/apex/OrgRightsController.getOrgRights', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrgRightsController.grantOrgRights', () => ({ default: jest.fn() }), { virtual: true });

const FRESH = [{ label: 'Integration', missing: ['Order: edit', 'Product2.Family'], unassigned: 1 }];
const REFUSED = [{ label: 'Integration', missing: ['Order: edit'], unassigned: 0 }];

describe('c-org-rights, for a reader of Dutch', () => {
  it('speaks Dutch, about one and about several', async () => {
    getOrgRights.mockResolvedValue(FRESH);
    grantOrgRights.mockResolvedValue(REFUSED);
    const element = await mount('c-org-rights', OrgRights);
    expect(textOf(element, '.summary')).toBe('2 rechten zijn nog niet verleend.');
    expect(texts(element, 'section p')).toContain('1 persoon heeft het niet.');
    button(element, 'Rechten verlenen').click();
    await settle();
    expect(textOf(element, '.summary')).toBe('1 recht is nog niet verleend.');
    expect(textOf(element, '.refused')).toMatch(/^Wat te doen: Salesforce heeft niet aangenomen/);
  });
});
