/** Licences that a person can choose from, as hubs write them. */
export const LICENCES = [
  'mit',
  'apache-2.0',
  'bsd-3-clause',
  'cc0-1.0',
  'cc-by-4.0',
  'cc-by-sa-4.0',
  'cc-by-nc-4.0',
  'gpl-3.0',
  'other',
] as const;
export type Licence = (typeof LICENCES)[number];

/**
 * Whether a folder with the weights of a model may be given on under another licence: `free` where the model's asks for its own words to be
 * kept, no more; `same` where it asks for the same licence and that was chosen; `differs` where another one was; `ask` where nobody
 * can tell by its name. An estimate by name, no advice of a lawyer.
 */
export type LicenceFit = 'free' | 'same' | 'differs' | 'ask';

const FREE = /^(?:mit|apache|bsd|isc|0bsd|unlicense|cc0|cc-by-\d|afl|zlib|ms-pl)/u;
const SAME = /^(?:cc-by-sa|gpl|agpl|lgpl|mpl|epl|eupl|osl|odbl|cc-by-nc)/u;

/** @param base licence of the model, an SPDX identifier or what its source calls it */
export function licenceFit(base: string, chosen: Licence): LicenceFit {
  const plain = plainLicence(base);
  if (FREE.test(plain)) return 'free';
  if (!SAME.test(plain)) return 'ask';
  const family = (licence: string): string => licence.replace(/-(?:only|or-later)$|\+$/u, '');
  return family(plain) === chosen ? 'same' : 'differs';
}

/** A licence as hubs write it: `Apache 2.0` is `apache-2.0`. */
export const plainLicence = (licence: string): string => licence.trim().toLowerCase().replace(/\s+/gu, '-');

/** The choice to begin with: that of the model where it is one of ours, else none of them. */
export const licenceToBegin = (base: string): Licence => LICENCES.find((licence) => licence === plainLicence(base)) ?? 'other';
