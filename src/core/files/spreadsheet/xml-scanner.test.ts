import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseWithSaxes } from './saxes-fixture';
import { createStringEvents, errorsOf, type XmlHandlers } from './xml-part';
import { createXmlScanner } from './xml-scanner';

const WHERE = { file: 'book.xlsx', sheet: 'One' };

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length));
  return pieces;
}

/** What a document says, one line an event; `broken` where it is not well formed. */
function events(read: (handlers: XmlHandlers) => void): string[] {
  const lines: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') lines.push(`text ${JSON.stringify(text)}`);
    text = '';
  };
  try {
    read({
      onOpen(name, attributes) {
        flush();
        lines.push(`open ${name} ${JSON.stringify(attributes.names().map((key) => [key, attributes.get(key)]))}`);
      },
      onClose(name) {
        flush();
        lines.push(`close ${name}`);
      },
      onText(piece) {
        text += piece;
      },
    });
  } catch {
    return ['broken'];
  }
  // Outside of the root there are only blanks, of which one of the two tells.
  return lines;
}

const byScanner = (pieces: readonly Uint8Array[]) =>
  events((handlers) => {
    const scanner = createXmlScanner([], createStringEvents(handlers), errorsOf(WHERE));
    for (const piece of pieces) scanner.add(piece);
    scanner.end();
  });
const bySaxes = (pieces: readonly Uint8Array[]) =>
  events((handlers) => {
    let depth = 0;
    parseWithSaxes(pieces, {
      onOpen(name, attributes) {
        depth++;
        handlers.onOpen?.(name, attributes);
      },
      onClose(name) {
        depth--;
        handlers.onClose?.(name);
      },
      onText(text) {
        if (depth > 0) handlers.onText?.(text);
      },
    });
  });

const encoder = new TextEncoder();
const name = fc.constantFrom('a', 'b', 'x:c', 'row', 'mergeCell', 'é');
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'text',
      ' ',
      '\n',
      '\r\n',
      '\r',
      'ä',
      '東京',
      '😀',
      '&amp;',
      '&#65;',
      '&#x1F600;',
      ']]',
      '"',
      "'",
      '\t',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('<!-- a - b -->', '<![CDATA[<b>&amp;]] ]\r\n]]>', '<?pi some?>') },
);
const attribute = fc.tuple(
  fc.constantFrom('r', 's', 'xml:space', 'long-name'),
  fc.constantFrom('=', ' = ', '\n='),
  fc.constantFrom('"A1"', "'x'", '"&lt;&#10;>"', "'two\r\n\twords'", '""'),
);
const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: ([key]) => key })
  .map((list) => list.map(([key, equals, value]) => ` ${key}${equals}${value}`).join(''));
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(name, attributes).map(([key, list]) => `<${key}${list}/>`),
    fc
      .tuple(name, attributes, fc.array(fc.oneof(piece, tie('element')), { maxLength: 6 }), fc.constantFrom('', ' '))
      .map(([key, list, content, blank]) => `<${key}${list}${blank}>${content.join('')}</${key}${blank}>`),
  ),
}));
const whole = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '\ufeff'),
    element,
    fc.constantFrom('', '\n<!-- end -->'),
  )
  .map((parts) => parts.join(''));
const length = fc.integer({ min: 1, max: 60 });

it('finds in XML what a parser finds that checks everything', () => {
  fc.assert(
    fc.property(whole, length, (document, pieceLength) => {
      const pieces = cut(encoder.encode(document), pieceLength);
      const found = byScanner(pieces);
      expect(found).not.toEqual(['broken']);
      expect(found).toEqual(bySaxes(pieces));
    }),
    { seed: 5, numRuns: 1500 },
  );
});

it('finds the same in UTF-16', () => {
  for (const isLittle of [true, false]) {
    const text = '\ufeff<a r="é">東京 &amp; 😀</a>';
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), isLittle);
    const pieces = cut(new Uint8Array(view.buffer), 7);
    expect(byScanner(pieces)).toEqual(['open a [["r","é"]]', 'text "東京 & 😀"', 'close a']);
    expect(bySaxes(pieces)).toEqual(byScanner(pieces));
  }
});

/** Crumbs of XML: few rows of them are well formed. */
const crumb = fc.constantFrom(
  ...[
    '<a>',
    '</a>',
    '<a',
    '<b x="1">',
    '</b>',
    '<b',
    ' x="',
    " y='",
    '"',
    "'",
    '>',
    '/>',
    '<',
    '/',
    ' ',
    '=',
    'x',
    '&',
    '&amp;',
    '&bad;',
    '&#0;',
    '&#xD800;',
  ],
  ...[
    '&#65;',
    '&#x;',
    ';',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '--',
    '<!DOCTYPE a>',
    '<!',
    '\r',
    '\n',
    'ü',
    '\u0001',
    '-',
    '1',
    '<1>',
    '<a x="1" x="2">',
  ],
);

it('refuses what that parser refuses, and nothing else', () => {
  let refused = 0;
  const crumbs = fc.array(crumb, { maxLength: 12 }).map((parts) => parts.join(''));
  const inRoot = crumbs.map((parts) => `<r>${parts}</r>`);
  const bitten = fc
    .tuple(whole, fc.nat(), crumbs)
    .map(([document, at, added]) => document.slice(0, at % document.length) + added + document.slice(at % document.length));
  const crossing = fc.oneof(
    crumbs,
    inRoot,
    bitten,
    bitten.map((document) => document.replace(/\?.*?\?/gu, '')),
  );
  fc.assert(
    fc.property(crossing, length, (document, pieceLength) => {
      // Left unchecked: what processing instructions and comments say.
      fc.pre(!document.includes('?') && !(document.includes('<!--') && document.includes('\u0001')));
      const pieces = cut(encoder.encode(document), pieceLength);
      const found = byScanner(pieces);
      if (found[0] === 'broken') refused++;
      expect(found).toEqual(bySaxes(pieces));
    }),
    { seed: 7, numRuns: 4000 },
  );
  expect(refused).toBeGreaterThan(500);
});

// A look at all of it with each piece would take minutes.
it('looks at what waits for its end only as often as it doubles', { timeout: 20_000 }, () => {
  const long = `<a b="${'x'.repeat(3_000_000)}">${'y'.repeat(5_000_000)}</a>`;
  const pieces = cut(encoder.encode(long), 1000);
  const found = byScanner(pieces);
  expect(found.map((line) => line.length)).toEqual([`open a [["b",""]]`.length + 3_000_000, 5_000_007, 7]);
});
