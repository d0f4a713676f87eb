/**
 * Files that are part of the page itself, as it is opened from a disk where nothing can be fetched. Each is the text of a `<script>`
 * that is no script: base64 of its bytes, most of them gzip first. Workers ask the page for them.
 */
const PLACE = 'script[type="application/octet-stream;base64"]';
/** Letters that are decoded at once where the browser does not do it by itself. Four letters are three bytes. */
const PORTION = 1 << 20;

let port: MessagePort | null = null;
const asked: ((file: Blob | null) => void)[] = [];
const opened = new Map<string, Promise<Blob | null>>();

/** In a worker: the page is asked through `toPage`. Answers come in the order of the questions. */
export function askThrough(toPage: MessagePort): void {
  port = toPage;
  port.onmessage = ({ data }: MessageEvent<Blob | null>) => asked.shift()?.(data);
}

/** On the page: answers the questions of one worker. */
export function answerThrough(toWorker: MessagePort): void {
  let last: Promise<unknown> = Promise.resolve();
  toWorker.onmessage = ({ data }: MessageEvent<string>) => {
    const file = openFile(data);
    last = last.then(async () => toWorker.postMessage(await file));
  };
}

/** As `fetch` would answer: 404 for what is not in the page. */
export async function requestPageFile(url: string | URL): Promise<Response> {
  const file = await (port ? askPage(port, String(url)) : openFile(String(url)));
  return new Response(file, { status: file ? 200 : 404 });
}

function askPage(toPage: MessagePort, url: string): Promise<Blob | null> {
  return new Promise((resolve) => {
    asked.push(resolve);
    toPage.postMessage(url);
  });
}

/** Each is decoded once, for all who ask. */
function openFile(url: string): Promise<Blob | null> {
  const known = opened.get(url);
  if (known) return known;
  const opening = decodeFile(url).catch(() => null);
  opened.set(url, opening);
  return opening;
}

async function decodeFile(url: string): Promise<Blob | null> {
  await isPageRead;
  const places = [...document.querySelectorAll<HTMLScriptElement>(PLACE)];
  const place = places.find(({ dataset }) => url.endsWith(`/${dataset.file}`));
  if (!place) return null;
  const bytes = await fromBase64(place.text.trim());
  // The text is as large as the file: it is not needed any more.
  const isPacked = place.dataset.packed === 'gzip';
  place.remove();
  const file = new Blob([bytes]);
  return isPacked ? new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob() : file;
}

/** The application starts while the browser still reads the files below it. */
const isPageRead = new Promise<void>((resolve) => {
  if (typeof document === 'undefined' || document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

/** Bytes of a text without white space; where the browser cannot do it by itself, in portions that leave the page time to answer. */
export async function fromBase64(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const native = (Uint8Array as unknown as { readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let from = 0; from < text.length; from += PORTION) {
    const portion = atob(text.slice(from, from + PORTION));
    for (let i = 0; i < portion.length; i++) bytes[at++] = portion.charCodeAt(i);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return bytes;
}
