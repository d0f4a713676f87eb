// Tables of any size whose cells follow from their row, so that any of them can be checked without a copy.

import { strToU8, zipSync } from 'fflate';

export const COLUMNS = ['id', 'name', 'city', 'founded', 'turnover', 'note'];
const TRADES = [
  'Handel',
  'Trading',
  'Bakery',
  'Söhne',
  'générale',
  'Werke',
  'Brewery',
  'Łódź',
  'Foods',
  'Studio',
  '商会',
  'Press',
];
const NAMES = ['Nordlicht', 'Granite', 'Blue Lagoon', 'Müller', 'Compagnie', 'Atlas', 'Lumière', 'Harbour', 'Quarry', 'Zephyr'];
const CITIES = ['Köln', 'Lyon', 'Oslo', 'Kraków', 'Porto', 'Graz', 'Malmö', 'Brno', 'Gent', 'San Sebastián'];
const FORMS = ['GmbH', 'Ltd', 'SA', 'AB', 'NV', 'Sp. z o.o.'];

/** A number from 0 that looks drawn, the same for the same row and purpose. */
function draw(row, purpose, below) {
  let hash = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(purpose + 7, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % below;
}
const pick = (list, row, purpose) => list[draw(row, purpose, list.length)];

/**
 * The cells of a row: an id with leading zeros, a name with a comma, line breaks and quotes in some notes.
 *
 * @param {number} row
 * @returns {string[]}
 */
export function cellsOfRow(row) {
  const note = draw(row, 1, 10);
  return [
    String(row).padStart(9, '0'),
    `${pick(NAMES, row, 2)} ${pick(TRADES, row, 3)} ${draw(row, 4, 10_000)}, ${pick(FORMS, row, 5)}`,
    pick(CITIES, row, 6),
    String(1900 + draw(row, 7, 125)),
    `${draw(row, 8, 1_000_000)}.${String(1 + draw(row, 9, 98)).padStart(2, '0')}`.replace(/0$/u, '1'),
    note === 0
      ? `called "${pick(NAMES, row, 10)}",\nsince ${1950 + draw(row, 11, 70)}`
      : note < 4
        ? ''
        : 'taken from the register of the chamber of commerce in 2024',
  ];
}

const csvCell = (cell) => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * The text of a CSV file, in pieces of about a million characters.
 *
 * @param {number} rows
 */
export function* largeCsv(rows) {
  let text = `${COLUMNS.join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    text += `${cellsOfRow(row).map(csvCell).join(',')}\n`;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield text;
}

const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A workbook of one sheet as spreadsheet programs write it: texts shared, numbers as numbers, but for the ids, which are texts.
 *
 * @param {number} rows  at most 1,048,575
 */
export function largeWorkbook(rows) {
  const shared = new Map();
  const numberOf = (text) => {
    let number = shared.get(text);
    if (number === undefined) {
      number = shared.size;
      shared.set(text, number);
    }
    return number;
  };
  const parts = [];
  let text = `${DECLARED}<worksheet xmlns="${NAMESPACE}"><sheetData>`;
  const writeRow = (cells, at, isHeader) => {
    text += `<row r="${at}" spans="1:${cells.length}">`;
    cells.forEach((cell, column) => {
      if (cell === '') return;
      const reference = `${String.fromCharCode(65 + column)}${at}`;
      const isNumber = !isHeader && (column === 3 || column === 4);
      text += isNumber ? `<c r="${reference}"><v>${cell}</v></c>` : `<c r="${reference}" t="s"><v>${numberOf(cell)}</v></c>`;
    });
    text += '</row>';
    if (text.length < 1 << 22) return;
    parts.push(strToU8(text));
    text = '';
  };
  writeRow(COLUMNS, 1, true);
  for (let row = 0; row < rows; row++) writeRow(cellsOfRow(row), row + 2, false);
  parts.push(strToU8(`${text}</sheetData></worksheet>`));
  const items = Array.from(shared.keys(), (item) => `<si><t xml:space="preserve">${xml(item)}</t></si>`).join('');
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const relations = (list) =>
    `${DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        `${DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
      ),
      '_rels/.rels': strToU8(relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
      'xl/workbook.xml': strToU8(
        `${DECLARED}<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="Firms" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        relations(
          relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
        ),
      ),
      'xl/worksheets/sheet1.xml': joined(parts),
      'xl/sharedStrings.xml': strToU8(`${DECLARED}<sst xmlns="${NAMESPACE}">${items}</sst>`),
    },
    { level: 1 },
  );
}

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
