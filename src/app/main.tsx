import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import './tokens.css';
import './base.css';
import { toAppError } from '../core/model/errors';
import { recordRequests } from '../session/proof';
import { SessionProvider } from '../session/react';
import { createSession } from '../session/session';
import { KeySettingsProvider } from '../ui/key-settings';
import { App } from './App';
import { hashHref, useHashPath, useHashQuery } from './hash-location';
import { startI18n } from './i18n';
import { createPageApi } from './page-api/page-api';
import { StartFailure } from './StartFailure';
import { applyRememberedTextSize } from './text-size';
import { applyRememberedTheme } from './theme';

// A file dropped where no screen takes it would otherwise replace the page.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
}
recordRequests();
applyRememberedTheme();
applyRememberedTextSize();
const language = startI18n();
const root = createRoot(document.getElementById('root')!);

const session = createSession();
window.rowlink = createPageApi(session);

// After the page is loaded, so that what it keeps for later does not hold up its start.
void Promise.all([session, pageIsLoaded()]).then(([opened]) => opened.offline.start());

Promise.all([session, language]).then(
  ([opened]) =>
    root.render(
      <StrictMode>
        <SessionProvider session={opened}>
          <Router hook={useHashPath} searchHook={useHashQuery} hrefs={hashHref}>
            <KeySettingsProvider>
              <App />
            </KeySettingsProvider>
          </Router>
        </SessionProvider>
      </StrictMode>,
    ),
  (thrown: unknown) => root.render(<StartFailure error={toAppError(thrown)} />),
);

function pageIsLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else window.addEventListener('load', () => resolve(), { once: true });
  });
}
