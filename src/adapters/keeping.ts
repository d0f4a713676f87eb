/**
 * Whether the page keeps work in this browser. In the edition of one file `single/keeping` stands here: there it is off until somebody
 * asks for it.
 */
export const isKeeping = (): boolean => true;

/** Settles it. Only an edition that may be without it does anything. */
export const setKeeping = (_isOn: boolean): void => {};
