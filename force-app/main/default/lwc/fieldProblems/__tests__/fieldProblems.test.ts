import FieldProblems from 'c/fieldProblems';
import { findAll, mount, texts } from 'test/component';

const PROBLEMS = [
  { pointer: '/tables/vat/0', message: 'Code 9 is unknown.' },
  { pointer: '/tables/vat/0/exact', message: 'Code 9 is unknown.' },
  { pointer: '/divisions', message: 'Choose a division.' },
];

describe('c-field-problems', () => {
  it('shows the problems of its setting, each once', async () => {
    const element = await mount('c-field-problems', FieldProblems, { problems: PROBLEMS, pointer: '/tables/vat/0' });
    expect(texts(element, 'p')).toEqual(['Code 9 is unknown.']);
  });

  it('shows nothing when its setting is right', async () => {
    const element = await mount('c-field-problems', FieldProblems, { problems: PROBLEMS, pointer: '/flows' });
    expect(findAll(element, '[role="alert"]')).toHaveLength(0);
  });

  it('is accessible when it shows a problem', async () => {
    await expect(await mount('c-field-problems', FieldProblems, { problems: PROBLEMS, pointer: '/divisions' })).toBeAccessible();
  });
});
