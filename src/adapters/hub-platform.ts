import { waitFor } from '../core/model/turns';
import type { HubPlatform } from './hub-requests';

/** Reports of the policy come a moment after the request has failed. */
const REPORT_WAIT_MS = 100;
const REMEMBERED = 50;

/** The platform of a page. Requests are made by the page itself: its policy holds there on every host. @param note as of `HubPlatform` */
export function browserPlatform(note: HubPlatform['note']): HubPlatform {
  const forbidden: string[] = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective !== 'connect-src') return;
    forbidden.push(blockedURI);
    if (forbidden.length > REMEMBERED) forbidden.shift();
  });
  return {
    fetch: (...request) => fetch(...request),
    clock: () => performance.now(),
    now: () => Date.now(),
    chance: () => Math.random(),
    wait: waitFor,
    note,
    async wasForbidden(address) {
      await new Promise((resolve) => setTimeout(resolve, REPORT_WAIT_MS));
      // Browsers report the address that was asked for, not the one that it led to.
      const others = forbidden.filter((blocked) => !address.startsWith(blocked));
      return forbidden.splice(0, forbidden.length, ...others).length > others.length;
    },
  };
}
