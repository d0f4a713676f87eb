/**
 * What this build may reach, put in by the build: `sealed` nothing but its own files; `connected` also the places that its content
 * security policy names; `single` nothing at all, since it is one file that is opened from a disk.
 */
export type Edition = 'sealed' | 'connected' | 'single';

declare const __EDITION__: Edition;
declare const __ABSENT_MODELS__: readonly string[];
declare const __PLACES__: { readonly hub: readonly string[]; readonly endpoints: readonly string[] };

export const EDITION: Edition = __EDITION__;
/** Origins that a connected page may reach, as its policy has them; none in a sealed one. */
export const PLACES = __PLACES__;
/** Whether the files of a model that comes with Rowlink are part of this build. */
export const isModelHere = (model: string): boolean => !__ABSENT_MODELS__.includes(model);
