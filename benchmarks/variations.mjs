/** Ways for the same two tables to look different: names, and functions from tables with compared columns to such. */
const ofSides = (change) => (tables) => ({ ...tables, left: change(tables.left), right: change(tables.right) });
const ofLeftCells = (change) => (tables) => ({
  ...tables,
  left: { ...tables.left, rows: tables.left.rows.map((row) => row.map(change)) },
});
const lastFirst = (list) => [...list].reverse();
const reworded = (name) => `The ${name.toUpperCase()} (v2)`;

export const VARIATIONS = [
  [
    'column order',
    (tables) => ({
      ...ofSides(({ columns, rows }) => ({ columns: lastFirst(columns), rows: rows.map(lastFirst) }))(tables),
      leftOn: lastFirst(tables.leftOn),
      rightOn: lastFirst(tables.rightOn),
    }),
  ],
  [
    'header wording',
    (tables) => ({
      ...ofSides(({ columns, rows }) => ({ columns: columns.map(reworded), rows }))(tables),
      leftOn: tables.leftOn.map(reworded),
      rightOn: tables.rightOn.map(reworded),
    }),
  ],
  ['letter case', ofLeftCells((cell) => cell.toUpperCase())],
  ['spacing', ofLeftCells((cell) => `  ${cell.replaceAll(' ', '   ')} `)],
  ['accents', ofLeftCells((cell) => cell.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'))],
];
