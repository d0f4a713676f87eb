/**
 * What this build may reach, put in by the build: `sealed` nothing but its own files; `connected` also the places that its content
 * security policy names.
 */
export type Edition = 'sealed' | 'connected';

declare const __EDITION__: Edition;
declare const __PLACES__: { readonly hub: readonly string[]; readonly endpoints: readonly string[] };

export const EDITION: Edition = __EDITION__;
/** Origins that a connected page may reach, as its policy has them; none in a sealed one. */
export const PLACES = __PLACES__;
