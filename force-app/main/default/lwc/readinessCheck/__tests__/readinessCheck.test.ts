import ReadinessCheck from 'c/readinessCheck';
import getReadiness from '@salesforce/apex/SetupController.getReadiness';
import { apexError, button, find, findAll, mount, settle, textOf, texts } from 'test/component';
import type { Readiness, ReadinessCheck as Check } from 'tandem/middleware';

jest.mock('@salesforce/apex/SetupController.getReadiness', () => ({ default: jest.fn() }), { virtual: true });

const check = (id: string, system: Check['system'], state: Check['state'], action: string | null = null): Check => ({
  id,
  system,
  title: `Check ${id}`,
  state,
  detail: `Found ${id}`,
  action,
});
const FINE: Readiness = { isReady: true, checks: [check('s1', 'salesforce', 'ok'), check('e1', 'exact', 'ok')] };
const FAULTY: Readiness = {
  isReady: false,
  checks: [check('e1', 'exact', 'warning'), check('s1', 'salesforce', 'problem', 'Assign the permission set.')],
};
const open = () => mount('c-readiness-check', ReadinessCheck);
const ask = async () => {
  const element = await open();
  button(element, 'Check both systems').click();
  await settle();
  return element;
};

describe('c-readiness-check', () => {
  it('asks nothing before it is told to', async () => {
    const element = await open();
    expect(getReadiness).not.toHaveBeenCalled();
    expect(textOf(element, 'p')).toContain('Nothing is changed.');
  });

  it('shows every check under its system and says that all is fine', async () => {
    getReadiness.mockResolvedValue(FINE);
    const element = await ask();
    expect(texts(element, 'h3')).toEqual(['Exact Online', 'Salesforce']);
    expect(texts(element, '.name')).toEqual(['Check e1', 'Check s1']);
    expect(textOf(element, '.summary')).toBe('Both systems are ready.');
    button(element, 'Check again');
  });

  it('says what needs a person and what to do', async () => {
    getReadiness.mockResolvedValue(FAULTY);
    const element = await ask();
    expect(textOf(element, '.summary')).toBe('1 thing needs you before every flow can run.');
    expect(
      findAll<HTMLElement & { alternativeText: string }>(element, 'lightning-icon').map((icon) => icon.alternativeText),
    ).toEqual(['Look at this', 'Needs you']);
    expect(texts(element, '.check p')).toContain('What to do: Assign the permission set.');
  });

  it('tells a warning from a problem in its summary', async () => {
    getReadiness.mockResolvedValue({ isReady: true, checks: [check('e1', 'exact', 'warning')] });
    expect(textOf(await ask(), '.summary')).toBe('The flows can run. Look at what is marked.');
  });

  it('hands an error to the view and checks again', async () => {
    getReadiness.mockRejectedValueOnce(apexError({ title: 'No answer' })).mockResolvedValueOnce(FINE);
    const element = await ask();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(texts(element, '.name')).toHaveLength(2);
  });

  it.each([
    ['it found something', () => getReadiness.mockResolvedValue(FAULTY)],
    ['it checks', () => getReadiness.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getReadiness.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await ask()).toBeAccessible();
  });
});
