import type { SheetSummary } from '../../model/types';
import { builtInPattern } from './cell-text';
import { anyPrefix, type XmlHandlers } from './xml-part';

export interface Relationship {
  readonly id: string;
  /** Last word of the type address: `worksheet`, `sharedStrings`, `styles` … the same in both flavours of the format. */
  readonly kind: string;
  /** Path inside the zip. */
  readonly path: string;
}

/** Relationships of the part in `folder` (`''` for the package itself, else with `/` at its end). */
export function createRelationshipReader(folder: string): XmlHandlers & { readonly relationships: readonly Relationship[] } {
  const relationships: Relationship[] = [];
  return {
    relationships,
    onOpen(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const kind = (attributes.get('Type') ?? '').split('/').at(-1)!;
      relationships.push({ id: attributes.get('Id') ?? '', kind, path: resolvePath(folder, attributes.get('Target') ?? '') });
    },
  };
}

function resolvePath(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target.slice(1) : folder + target).split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

export interface ListedSheet extends SheetSummary {
  readonly relationshipId: string;
}

/** The sheets in the order of their tabs (hidden and very hidden ones too) and the first day of the calendar. */
export function createWorkbookReader(): XmlHandlers & { readonly sheets: readonly ListedSheet[]; is1904(): boolean } {
  const sheets: ListedSheet[] = [];
  let is1904 = false;
  return {
    sheets,
    is1904: () => is1904,
    onOpen(name, attributes) {
      if (name === 'workbookPr') is1904 = isTrue(attributes.get('date1904'));
      if (name !== 'sheet') return;
      const state = attributes.get('state') ?? 'visible';
      sheets.push({
        name: attributes.get('name') ?? '',
        isHidden: state !== 'visible',
        relationshipId: anyPrefix(attributes, 'id') ?? '',
      });
    },
  };
}

/** Number patterns by cell style (`s` of a cell): `patterns()[s]`. */
export function createStyleReader(): XmlHandlers & { patterns(): readonly string[] } {
  const custom = new Map<number, string>();
  const styles: number[] = [];
  let isInCellStyles = false;
  return {
    patterns: () => styles.map((id) => custom.get(id) ?? builtInPattern(id)),
    onOpen(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
      else if (name === 'cellXfs') isInCellStyles = true;
      else if (name === 'xf' && isInCellStyles) styles.push(Number(attributes.get('numFmtId') ?? 0));
    },
    onClose(name) {
      if (name === 'cellXfs') isInCellStyles = false;
    },
  };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
