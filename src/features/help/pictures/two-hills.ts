/** Scores of pairs in a made-up table: normal curves over 0…1. */
export interface Hill {
  readonly mean: number;
  readonly spread: number;
  /** Pairs in it. */
  readonly size: number;
}

export const DIFFERENT: Hill = { mean: 0.3, spread: 0.13, size: 600 };
export const SAME: Hill = { mean: 0.74, spread: 0.11, size: 400 };

const STEPS = 100;

export const heightAt = ({ mean, spread, size }: Hill, score: number): number =>
  (size / spread) * Math.exp(-(((score - mean) / spread) ** 2) / 2);

/** How many pairs of a hill lie between two scores, as whole pairs; the whole of 0…1 is its size. */
export function pairsBetween(hill: Hill, from: number, to: number): number {
  const area = (a: number, b: number): number => {
    let sum = 0;
    for (let step = 0; step < STEPS; step++) sum += heightAt(hill, a + ((b - a) * (step + 0.5)) / STEPS) * ((b - a) / STEPS);
    return sum;
  };
  return Math.round((hill.size * area(from, to)) / area(0, 1));
}

/** The outline of a part of a hill; `x` and `y` place it on the drawing. */
export function partOf(
  hill: Hill,
  [from, to]: readonly [number, number],
  x: (score: number) => number,
  y: (height: number) => number,
): string {
  const points = Array.from({ length: 41 }, (_, step) => from + ((to - from) * step) / 40);
  const edge = points.map((score) => `L${x(score).toFixed(1)} ${y(heightAt(hill, score)).toFixed(1)}`).join('');
  return `M${x(from).toFixed(1)} ${y(0)}${edge}L${x(to).toFixed(1)} ${y(0)}Z`;
}
