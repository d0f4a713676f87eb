import type { OfflineList } from '../src/adapters/offline/offline-list';
import { createPageShell } from '../src/adapters/offline/page-shell';
import { type ServiceWorkerScope, serveShell } from '../src/adapters/offline/serve-shell';

declare const self: ServiceWorkerScope & { readonly rowlinkFiles: OfflineList };

const { registration } = self;
const shell = createPageShell(self.rowlinkFiles, {
  scope: registration.scope,
  caches,
  fetch: (...request) => fetch(...request),
  locks: navigator.locks,
  hasSuccessor: () => registration.installing !== null || registration.waiting !== null,
});
serveShell(self, self.rowlinkFiles, shell);
