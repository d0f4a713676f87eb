import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What the file in the page is the text of. */
const TEXT = 'name,city\n'.repeat(500);

interface Place {
  readonly dataset: { readonly file: string; readonly packed?: string };
  readonly text: string;
  remove(): void;
}

async function packed(text: string): Promise<string> {
  const bytes = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  return Buffer.from(bytes).toString('base64');
}

let places: Place[] = [];

beforeEach(async () => {
  vi.resetModules();
  places = [];
  const put = (file: string, text: string, how: { readonly packed?: string }): void => {
    const place: Place = { dataset: { file, ...how }, text: `${text}\n`, remove: () => places.splice(places.indexOf(place), 1) };
    places.push(place);
  };
  put('samples/a.csv', await packed(TEXT), { packed: 'gzip' });
  put('models/m/manifest.json', Buffer.from('{"id":"m"}').toString('base64'), {});
  vi.stubGlobal('document', { readyState: 'complete', querySelectorAll: () => [...places] });
});
afterEach(() => vi.unstubAllGlobals());

test('files are read out of the page, once, and their text is let go', async () => {
  const { requestPageFile } = await import('./page-files');
  const [first, second] = await Promise.all([
    requestPageFile('file:///C:/models/x%20(1)/samples/a.csv'),
    requestPageFile(new URL('file:///C:/models/x%20(1)/samples/a.csv')),
  ]);
  expect([await first.text(), await second.text()]).toEqual([TEXT, TEXT]);
  expect(places.map(({ dataset }) => dataset.file)).toEqual(['models/m/manifest.json']);
  expect((await requestPageFile('file:///C:/samples/b.csv')).status).toBe(404);
  expect(await (await requestPageFile('file:///x/models/m/manifest.json')).json()).toEqual({ id: 'm' });
});

test('a worker gets them from the page, in the order in which it asked', async () => {
  const onPage = await import('./page-files');
  vi.resetModules();
  const inWorker = await import('./page-files');
  const { port1, port2 } = new MessageChannel();
  onPage.answerThrough(port1);
  inWorker.askThrough(port2);
  const answers = await Promise.all(
    ['file:///x/samples/a.csv', 'file:///x/none', 'file:///x/models/m/manifest.json'].map(inWorker.requestPageFile),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200]);
  expect([await answers[0]!.text(), await answers[2]!.text()]).toEqual([TEXT, '{"id":"m"}']);
  port1.close();
});

test.each([0, 1, 2, 3, 4, 1_000_000, 1_572_865])(
  '%d bytes come out of base64 where the browser does not do it by itself',
  async (count) => {
    vi.stubGlobal('Uint8Array', class extends Uint8Array<ArrayBuffer> {});
    const bytes = Buffer.from(Array.from({ length: count }, (_, at) => (at * 7919) & 255));
    const { fromBase64 } = await import('./page-files');
    expect(Buffer.compare(Buffer.from(await fromBase64(bytes.toString('base64'))), bytes)).toBe(0);
  },
);
