import { expect, it } from 'vitest';
import { createListeners } from './listeners';

it('tells those that are there, in order, and nobody that has left', () => {
  const { subscribe, tell } = createListeners();
  const heard: string[] = [];
  const leave = subscribe(() => heard.push('first'));
  subscribe(() => heard.push('second'));
  tell();
  leave();
  tell();
  expect(heard).toEqual(['first', 'second', 'second']);
});
