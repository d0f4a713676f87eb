import readings from './han-readings.json';

let readingOf: ReadonlyMap<string, string> | null = null;

export const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Mandarin reading (Pinyin without tones) of a Han character; undefined for rare ones. The table is unfolded on first use. */
export function readHan(character: string): string | undefined {
  readingOf ??= new Map(
    Object.entries(readings).flatMap(([sound, characters]) => [...characters].map((sign) => [sign, sound] as const)),
  );
  return readingOf.get(character);
}
