// What a person does on the page, as a function that is put into it once: `window.hand`.

/** Runs in the page before its own scripts. */
export function putHand() {
  const { createObjectURL, revokeObjectURL } = URL;
  const addresses = new Set();
  URL.createObjectURL = (object) => {
    const address = Reflect.apply(createObjectURL, URL, [object]);
    addresses.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    addresses.delete(address);
    Reflect.apply(revokeObjectURL, URL, [address]);
  };
  const LONGEST_MS = 120_000;
  const isSeen = (element) => element.getClientRects().length > 0;
  const nameOf = (element) =>
    (
      element.getAttribute('aria-label') ??
      (element.matches('input') ? element.labels?.[0]?.textContent : element.textContent) ??
      ''
    ).trim();
  const isNamed = (element, name) =>
    element.matches('button') && name ? nameOf(element) === name : nameOf(element).includes(name);
  const find = (selector, name = '') =>
    [...document.querySelectorAll(selector)].find((element) => isSeen(element) && isNamed(element, name) && !element.disabled);
  const until = async (look, what) => {
    const end = performance.now() + LONGEST_MS;
    for (;;) {
      const found = look();
      if (found) return found;
      if (performance.now() > end)
        throw new Error(
          `waited for ${what} in vain, at ${location.hash}: ${[...document.querySelectorAll('[role=alert], section, h1')].map((one) => one.textContent.slice(0, 200)).join(' / ')}`,
        );
      await new Promise((done) => setTimeout(done, 40));
    }
  };
  window.hand = {
    addresses,
    see: async (selector, name) => void (await until(() => find(selector, name), `${selector} ${name ?? ''}`)),
    gone: async (selector, name) => void (await until(() => !find(selector, name), `the end of ${selector} ${name ?? ''}`)),
    isThere: (selector, name) => find(selector, name) !== undefined,
    click: async (selector, name) => (await until(() => find(selector, name), `${selector} ${name}`)).click(),
    at: async (place) => void (await until(() => location.hash.startsWith(`#/${place}`), `the page ${place}`)),
    drop(files) {
      const transfer = new DataTransfer();
      for (const [name, csv] of files) transfer.items.add(new File([csv], name, { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
  };
}
