import { describe, expect, it } from 'vitest';
import { AppError } from '../core/model/errors';
import { createStateHolder } from './state';

describe('the state holder', () => {
  it('replaces the state and tells its listeners until they leave', () => {
    const holder = createStateHolder();
    const before = holder.state();
    const heard: string[] = [];
    const leaveFirst = holder.subscribe(() => heard.push(`first: ${holder.state().storage}`));
    holder.subscribe(() => heard.push(`second: ${holder.state().storage}`));
    holder.patch({ storage: 'memory' });
    leaveFirst();
    holder.patch({ storage: 'persistent' });
    expect(heard).toEqual(['first: memory', 'second: memory', 'second: persistent']);
    expect(holder.state()).not.toBe(before);
    expect(holder.state()).toEqual(before);
  });

  it('leaves everything else alone', () => {
    const holder = createStateHolder();
    const { sides } = holder.state();
    holder.patch({ isReadOnly: true });
    expect(holder.state().sides).toBe(sides);
  });

  it('does not share its state with other holders', () => {
    createStateHolder().notify('info', 'one');
    expect(createStateHolder().state().notices).toEqual([]);
  });
});

describe('notices', () => {
  it('are numbered and can be dismissed', () => {
    const holder = createStateHolder();
    const error = new AppError('file/empty');
    holder.notify('info', 'one');
    holder.notify('error', 'two', { file: 'a.csv' }, error);
    expect(holder.state().notices).toEqual([
      { id: 1, level: 'info', code: 'one', params: {}, error: null },
      { id: 2, level: 'error', code: 'two', params: { file: 'a.csv' }, error },
    ]);
    holder.dismiss(1);
    holder.dismiss(99);
    expect(holder.state().notices.map(({ code }) => code)).toEqual(['two']);
  });

  it('replace an older one of the same code', () => {
    const holder = createStateHolder();
    for (const code of ['a', 'b', 'a']) holder.notify('info', code);
    expect(holder.state().notices.map(({ id, code }) => `${id}${code}`)).toEqual(['2b', '3a']);
  });

  it('are at most five, the latest', () => {
    const holder = createStateHolder();
    for (const code of ['a', 'b', 'c', 'd', 'e', 'f']) holder.notify('info', code);
    expect(holder.state().notices.map(({ code }) => code)).toEqual(['b', 'c', 'd', 'e', 'f']);
  });
});
