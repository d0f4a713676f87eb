import type { Attempt } from '../../rpc/protocol';

/** A name that is reserved never to lead anywhere (RFC 2606): without any policy, too, nothing would be reached. */
export const OUTSIDE = 'rowlink-probe.invalid';
/** A host for each way: where two policies forbid one attempt, the second report must not count for the next. */
const outside = (way: string, scheme = 'https'): string => `${scheme}://${way}.${OUTSIDE}/`;

/** A violation is reported within moments. */
const WAIT_MS = 1500;

/**
 * Does what would send a request to `address`, and waits for the browser to report that the policy forbade it.
 *
 * @param scope where reports come in: the document of a page, the global scope of a worker
 */
export function attempt(scope: EventTarget, address: string, act: (address: string) => unknown): Promise<Attempt> {
  const { protocol, host } = new URL(address);
  return new Promise((resolve) => {
    const end = (result: Attempt): void => {
      clearTimeout(timer);
      scope.removeEventListener('securitypolicyviolation', onViolation);
      resolve(result);
    };
    const onViolation = (event: Event): void => {
      const { blockedURI, effectiveDirective, disposition } = event as SecurityPolicyViolationEvent;
      // For other than http and https browsers may name no more than the scheme.
      const isThis = blockedURI.includes(host) || (protocol === 'wss:' && blockedURI === 'wss');
      if (isThis && disposition === 'enforce') end({ isBlocked: true, directive: effectiveDirective });
    };
    const timer = setTimeout(() => end({ isBlocked: false, directive: null }), WAIT_MS);
    scope.addEventListener('securitypolicyviolation', onViolation);
    try {
      // Its own failure says nothing: a name that leads nowhere fails as well.
      void Promise.resolve(act(address)).catch(() => undefined);
    } catch {
      // As above.
    }
  });
}

export const fetchOutside = (scope: EventTarget, way: string): Promise<Attempt> =>
  attempt(scope, outside(way), (address) => fetch(address, { mode: 'no-cors', cache: 'no-store' }));

export const PAGE_WAYS = ['fetch', 'image', 'beacon', 'socket', 'frame'] as const;
export type PageWay = (typeof PAGE_WAYS)[number];

/** Tries one way out of the page. */
export function attemptFromPage(way: PageWay): Promise<Attempt> {
  switch (way) {
    case 'fetch':
      return fetchOutside(document, way);
    case 'image':
      return attempt(document, outside('image'), (address) => {
        new Image().src = address;
      });
    case 'beacon':
      return attempt(document, outside('beacon'), (address) => navigator.sendBeacon(address, ''));
    case 'socket':
      return attempt(document, outside('socket', 'wss'), (address) => new WebSocket(address).close());
    case 'frame':
      return attemptFrame();
  }
}

async function attemptFrame(): Promise<Attempt> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const result = await attempt(document, outside('frame'), (address) => {
    frame.src = address;
    document.body.append(frame);
  });
  frame.remove();
  return result;
}
