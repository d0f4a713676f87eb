import { describe, expect, it } from 'vitest';
import { leaveOutWords, weighLeftOut } from './left-out-words';

const wordsIn = (text: string): string[] =>
  leaveOutWords({ left: text, right: '' }).words.left.map(({ from, to }) => text.slice(from, to));

describe('leaveOutWords', () => {
  it('leaves out one word after the other, and keeps the rest as it stands', () => {
    expect(leaveOutWords({ left: 'Comté de Gard', right: 'Gard County' }).texts).toEqual([
      'Comté de Gard',
      'Gard County',
      'de Gard',
      'Comté Gard',
      'Comté de',
      'County',
      'Gard',
    ]);
  });

  it('leaves a single word, and parts scripts without spaces', () => {
    expect(wordsIn('Acme')).toEqual([]);
    expect(wordsIn('東京都電力').length).toBeGreaterThan(1);
    expect(wordsIn('東京都電力').join('')).toBe('東京都電力');
  });

  it('takes words of long texts together', () => {
    const text = Array.from({ length: 100 }, (_, at) => `w${at}`).join(' ');
    expect(wordsIn(text)).toHaveLength(24);
    expect(wordsIn(text).join(' ')).toBe(text);
  });
});

describe('weighLeftOut', () => {
  it('is the fall of the cosine without a word', () => {
    const asked = leaveOutWords({ left: 'a b', right: 'a' });
    const unit = (angle: number): number[] => [Math.cos(angle), Math.sin(angle)];
    const weights = weighLeftOut(asked, Float32Array.from([unit(0), unit(0.5), unit(1.2), unit(0.5)].flat()));
    expect(weights.left[0]).toBeCloseTo(Math.cos(0.5) - Math.cos(0.7), 6);
    expect(weights.left[1]).toBeCloseTo(Math.cos(0.5) - 1, 6);
    expect(weights.right).toHaveLength(0);
  });
});
