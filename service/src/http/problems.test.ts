import { describe, expect, it } from '@jest/globals';
import { RefusedConfiguration, toProblem } from './problems.ts';

describe('the problems of a refused configuration', () => {
  it('are listed up to a hundred, with how many there are', () => {
    const problems = Array.from({ length: 40_000 }, (_, index) => ({ pointer: `/tables/${index}`, fault: 'is not known' }));

    const problem = toProblem(new RefusedConfiguration(problems), 'en');

    expect(problem.problems).toEqual(problems.slice(0, 100).map(({ pointer }) => ({ pointer, message: 'Is not known.' })));
    expect(problem.problemCount).toBe(40_000);
    expect(problem.detail).toContain('40000');
  });
});
