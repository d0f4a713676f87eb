import type { Density } from './density';
import type { NeighboursKept } from './neighbours-kept';
import type { Plane } from './principal-plane';
import type { Regions } from './regions';

/** Places of all left rows, then of all right rows; NaN for a row with nothing to compare. */
export interface MapLayout extends Plane {
  readonly leftCount: number;
  /** Whether records were compared by vectors of a language model, or by their letters. */
  readonly basis: 'vectors' | 'letters';
  /** Distinct texts of both sides, and how many of them were laid out; the others stand beside their nearest. */
  readonly texts: number;
  readonly laidOut: number;
  /** 0…1; 0 while places are those of the first two directions of the vectors only. */
  readonly progress: number;
}

/** What a finished map says. Points are left rows, then right rows. */
export interface MapReading {
  readonly kept: NeighboursKept | null;
  /** Of ten records of the left table, how many have their nearest of the right table among the ten nearest on the map; null for one table. */
  readonly partnersOfTen: number | null;
  readonly density: Density;
  readonly regions: Regions;
  /** At most three for each region, the most telling first. */
  readonly words: readonly (readonly string[])[];
  /** Points least like their nearest: the last hundredth; none on small maps. */
  readonly odd: Uint32Array<ArrayBuffer>;
}

/** A map and what it says. */
export interface RecordMap {
  readonly layout: MapLayout;
  readonly reading: MapReading;
}
