import type { VariantKind } from './kind';
import { pick } from './signs';

/** A unit, how else it is written, and the unit that is a thousand times smaller or larger. */
interface Unit {
  readonly names: readonly string[];
  readonly smaller?: readonly [string, number];
  readonly larger?: readonly [string, number];
}
const UNITS: readonly Unit[] = [
  { names: ['kg', 'kilograms', 'kilo'], smaller: ['g', 1000] },
  { names: ['g', 'grams', 'gr'], larger: ['kg', 1000] },
  { names: ['mg', 'milligrams'], larger: ['g', 1000] },
  { names: ['l', 'litre', 'liter', 'ltr'], smaller: ['ml', 1000] },
  { names: ['ml', 'millilitres', 'milliliter'], larger: ['l', 1000] },
  { names: ['km', 'kilometres'], smaller: ['m', 1000] },
  { names: ['m', 'metres', 'meter'], smaller: ['cm', 100] },
  { names: ['cm', 'centimetres', 'centimeter'], smaller: ['mm', 10] },
  { names: ['mm', 'millimetres', 'millimeter'], larger: ['cm', 10] },
  { names: ['gb', 'gigabyte', 'gig'] },
  { names: ['tb', 'terabyte'], smaller: ['gb', 1000] },
  { names: ['mb', 'megabyte'] },
  { names: ['ghz', 'gigahertz'], smaller: ['mhz', 1000] },
  { names: ['mhz', 'megahertz'] },
  { names: ['oz', 'ounces', 'ounce'] },
  { names: ['lb', 'lbs', 'pounds'] },
  { names: ['in', 'inch', 'inches', '"'] },
  { names: ['ft', 'feet', 'foot'] },
  { names: ['w', 'watt', 'watts'] },
  { names: ['v', 'volt', 'volts'] },
  { names: ['%', 'percent'] },
];
const UNIT_OF = new Map(UNITS.flatMap((unit) => unit.names.map((name) => [name, unit] as const)));
const NAMES = [...UNIT_OF.keys()].sort((a, b) => b.length - a.length).join('|');
const QUANTITY = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d{1,6}(?:\\.\\d{1,3})?)([ -]?)(${NAMES})(?![\\p{L}\\p{N}])`, 'giu');

/** A quantity written otherwise: `500g` → `500 g`, `500 grams`, `0.5 kg`. */
export const unitForm: VariantKind = {
  id: 'unit-form',
  isSame: true,
  appliesTo: ({ digits }) => digits > 0,
  vary(text, { random }) {
    const found = pick(random, [...text.matchAll(QUANTITY)]);
    if (!found) return null;
    const [whole, figure = '', gap = '', name = ''] = found;
    const unit = UNIT_OF.get(name.toLowerCase())!;
    const value = Number(figure);
    const others = unit.names.filter((other) => other !== name.toLowerCase());
    const forms = others.map((other) => `${figure}${other === '"' || other === '%' ? '' : ' '}${other}`);
    if (/\p{L}/u.test(name)) forms.push(`${figure}${gap === '' ? ' ' : ''}${name}`);
    if (unit.smaller) forms.push(`${round(value * unit.smaller[1])} ${unit.smaller[0]}`);
    if (unit.larger && value >= unit.larger[1] / 10) forms.push(`${round(value / unit.larger[1])} ${unit.larger[0]}`);
    return text.slice(0, found.index) + pick(random, forms)! + text.slice(found.index + whole.length);
  },
};

const round = (value: number): string => String(Number(value.toPrecision(10)));
