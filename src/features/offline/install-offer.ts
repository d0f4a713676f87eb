import { createListeners } from '../../core/model/listeners';

/** Chromium's event, which no standard has. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallEvent | null = null;
const listeners = createListeners();
const change = (event: InstallEvent | null): void => {
  offered = event;
  listeners.tell();
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
  subscribe: listeners.subscribe,
  take(): void {
    void offered?.prompt();
    change(null);
  },
};
