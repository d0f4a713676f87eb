/** Chromium's event, which no standard has. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallEvent | null = null;
const listeners = new Set<() => void>();
const change = (event: InstallEvent | null): void => {
  offered = event;
  for (const listener of listeners) listener();
};

// It comes once, soon after the page is loaded.
globalThis.addEventListener?.('beforeinstallprompt', (event) => {
  event.preventDefault();
  change(event as InstallEvent);
});
globalThis.addEventListener?.('appinstalled', () => change(null));

/** The browser's offer to install the page as an app; it can be taken once. */
export const installOffer = {
  isOffered: (): boolean => offered !== null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  take(): void {
    void offered?.prompt();
    change(null);
  },
};
