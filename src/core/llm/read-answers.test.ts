import { describe, expect, it } from 'vitest';
import { readAnswers } from './read-answers';

const value = (entry: Readonly<Record<string, unknown>>): string | null => (typeof entry.value === 'string' ? entry.value : null);
const read = (text: string, ids: readonly number[] = [1, 2, 3]) => Object.fromEntries(readAnswers(text, ids, value).answers);

describe('readAnswers', () => {
  const whole = '{"answers":[{"id":1,"value":"a"},{"id":2,"value":"b"},{"id":3,"value":"c"}]}';

  it.each([
    ['as asked for', whole],
    ['a bare list', '[{"id":3,"value":"c"},{"id":"2","value":"b"},{"id":1,"value":"a"}]'],
    ['another name', '{"rows":[{"id":1,"value":"a"},{"id":2,"value":"b"},{"id":3,"value":"c"}],"n":3}'],
    ['a fence and words', `Sure!\n\`\`\`json\n${whole}\n\`\`\`\nAnything else?`],
    ['thoughts before', `<think>[{"id":1,"value":"x"}]</think>\n${whole}`],
    ['keys for ids', '{"1":"a","2":{"value":"b"},"3":"c"}'],
    ['a line each', '{"id":1,"value":"a"}\n{"id":2,"value":"b"}\n{"id":3,"value":"c"}'],
    ['words around', `The answer is {"answers":[{"id":1,"value":"a"},{"id":2,"value":"b"},{"id":3,"value":"c"}]} as asked.`],
  ])('reads %s', (_form, text) => expect(read(text)).toEqual({ 1: 'a', 2: 'b', 3: 'c' }));

  it('keeps what is whole of an answer that was cut off', () => {
    expect(read('{"answers":[{"id":1,"value":"a}\\""},{"id":2,"value":"b"},{"id":3,"va')).toEqual({ 1: 'a}"', 2: 'b' });
  });

  it('leaves out ids that were not asked, entries that are no answers, and ids with two answers', () => {
    expect(
      read('[{"id":9,"value":"x"},{"id":1,"value":"a"},{"id":2,"value":7},{"id":1,"value":"other"},{"id":3,"value":"c"}]'),
    ).toEqual({
      3: 'c',
    });
    expect(read('[{"id":1,"value":"a"},{"id":1,"value":"a"}]')).toEqual({ 1: 'a' });
  });

  it('takes an answer without id only where one question was asked', () => {
    expect(read('[{"value":"a"},{"value":"b"},{"value":"c"}]')).toEqual({});
    expect(read('{"value":"a"}', [1])).toEqual({ 1: 'a' });
    expect(read('[{"value":"a"},{"value":"b"}]', [1])).toEqual({});
  });

  it('tells what cannot be read from what is missing', () => {
    expect(readAnswers('I cannot do that.', [1], value).isUnreadable).toBe(true);
    expect(readAnswers('', [1], value).isUnreadable).toBe(true);
    expect(readAnswers('[{"id":1,"value":"a"}]', [1, 2], value).isUnreadable).toBe(false);
  });
});
