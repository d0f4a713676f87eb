import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199);
const CONNECTED_PORT = PORT + 100;
const CONNECTED_SPECS = /\.connected\.spec\.ts$/;
/** `npm test` builds it; without it only the tests of the sealed page run. */
const isConnectedBuilt = existsSync('dist-connected/index.html');

const browser = {
  ...devices['Desktop Chrome'],
  launchOptions: {
    executablePath: process.env.ROWLINK_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

const serve = (folder: string, port: number) => ({
  command: `node scripts/serve.mjs --port ${port} --root ${folder}`,
  url: `http://localhost:${port}/`,
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-US',
    trace: 'retain-on-failure',
    // Requests of a service worker pass by `page.route`, and it would keep the page anew for each test. `offline.spec.ts` allows it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'chromium', testIgnore: CONNECTED_SPECS, use: browser },
    ...(isConnectedBuilt
      ? [
          {
            name: 'connected',
            testMatch: CONNECTED_SPECS,
            use: { ...browser, baseURL: `http://localhost:${CONNECTED_PORT}` },
          },
        ]
      : []),
  ],
  webServer: [serve('dist', PORT), ...(isConnectedBuilt ? [serve('dist-connected', CONNECTED_PORT)] : [])],
});
