import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { checkedImports, filesOfImport } from './scripts/checked-imports.mjs';
import { connectedEdition } from './scripts/connected-edition.mjs';
import { connectedPlaces, policyOf } from './scripts/content-security-policy.mjs';
import { hardenParquet } from './scripts/harden-parquet.mjs';
import { offlineWorker } from './scripts/offline-worker.mjs';

/** The built page carries its policy with it, so that it holds on any static host. The dev server needs inline scripts. */
const carryPolicy = (policy: string): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  ],
});

/** `--mode connected` builds the edition that can reach the places of `connected.json`; every other mode the sealed one. */
export default defineConfig(({ mode }) => {
  const isConnected = mode === 'connected';
  const places = isConnected ? connectedPlaces() : { hub: [], endpoints: [] };
  return {
    base: './',
    // The dev server answers 404 for what is not there, as the built page's server does: no page in place of a model file.
    appType: 'mpa',
    plugins: [
      react(),
      carryPolicy(policyOf([...places.hub, ...places.endpoints])),
      hardenParquet(),
      isConnected && connectedEdition(),
      checkedImports(),
      offlineWorker(),
    ],
    define: {
      __VERSION__: JSON.stringify(process.env.npm_package_version ?? '0.1.0'),
      __EDITION__: JSON.stringify(isConnected ? 'connected' : mode === 'single' ? 'single' : 'sealed'),
      __PLACES__: JSON.stringify(places),
      // These need ONNX Runtime, or would double the size of the one file.
      __ABSENT_MODELS__: JSON.stringify(mode === 'single' ? ['me5-small-96k', 'minilm-l6-en'] : []),
    },
    // Found only once a worker starts, which would load the page anew in the middle of a match.
    optimizeDeps: {
      exclude: ['hyparquet'],
      include: ['chardet', 'dexie', 'fflate', 'numfmt', 'onnxruntime-web/wasm', 'onnxruntime-web/webgpu'],
    },
    worker: {
      format: 'es',
      plugins: () => [hardenParquet()],
      // One file each, whose hash is compared before it starts: a worker cannot load further ones by their hashes.
      rolldownOptions: { output: { codeSplitting: false } },
    },
    build: {
      outDir: isConnected ? 'dist-connected' : 'dist',
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { resolveDependencies: filesOfImport },
      chunkSizeWarningLimit: 1500,
    },
  };
});
