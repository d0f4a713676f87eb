// Writes the samples of server settings in `deploy`, which a test compares with this.
//   node scripts/deploy-samples.mjs [folder] [--connected]     for the connected edition the policy names its places
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { connectedPlaces, policyOf } from './content-security-policy.mjs';
import { MEDIA_TYPES } from './media-types.mjs';

const FOREVER = 'public, max-age=31536000, immutable';
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** @param {readonly string[]} places origins that the page may reach beside its own */
const headersOf = (places) => ({
  'Content-Security-Policy': `${policyOf(places)}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});

/** Ends of names by type: `[type, ['.js', '.mjs']]`. */
const endingsByType = () => {
  const types = new Map();
  for (const [ending, type] of MEDIA_TYPES) types.set(type, [...(types.get(type) ?? []), ending]);
  return [...types];
};

const NOTES = [
  'A missing file must be answered with 404, never with the start page: a model that is not there has to be told from one that is.',
  'Names in "assets" carry a hash of their content and may be kept for ever. All else is asked for anew, above all index.html and',
  'service-worker.js: a page that lags behind its files breaks.',
];
const ISOLATION_NOTE = [
  'Not needed. Rowlink runs several workers of one thread each, which is as fast. Set both only where a rule of the house asks for it;',
  'the page works with them, too.',
];

/** @param {Record<string, string>} headers */
function nginx(headers) {
  const lines = (set) => Object.entries(set).map(([name, value]) => `add_header ${name} "${value}" always;`);
  const types = endingsByType().map(
    ([type, endings]) => `        ${bare(type)} ${endings.map((ending) => ending.slice(1)).join(' ')};`,
  );
  const texts = endingsByType().flatMap(([type]) =>
    type.includes('charset') && !type.startsWith('text/html') ? [bare(type)] : [],
  );
  return `# Rowlink on nginx: a file for conf.d. Put your certificate in, and the folder that the build was copied to.
${NOTES.map((line) => `# ${line}`).join('\n')}
map $uri $rowlink_cache {
    ~/assets/ "${FOREVER}";
    default "no-cache";
}

server {
    listen 8080;
    # listen 443 ssl;
    # ssl_certificate     /etc/ssl/rowlink.pem;
    # ssl_certificate_key /etc/ssl/rowlink.key;
    root /srv/rowlink;
    index index.html;
    absolute_redirect off;

    ${lines(headers).join('\n    ')}
    # Without "always": an answer that a file is missing must not be kept.
    add_header Cache-Control $rowlink_cache;

${ISOLATION_NOTE.map((line) => `    # ${line}`).join('\n')}
    # ${lines(ISOLATION).join('\n    # ')}

    charset utf-8;
    charset_types ${texts.join(' ')};
    default_type application/octet-stream;
    types {
${types.join('\n')}
    }
    gzip on;
    gzip_types text/css text/javascript application/json application/wasm image/svg+xml;

    location / {
        try_files $uri $uri/ =404;
    }
}
`;
}

/** @param {Record<string, string>} headers */
function apache(headers) {
  const lines = (set) => Object.entries(set).map(([name, value]) => `Header always set ${name} "${value}"`);
  const types = endingsByType().map(([type, endings]) => `AddType ${quoted(type)} ${endings.join(' ')}`);
  return `# Rowlink on Apache 2.4: copy this as ".htaccess" beside index.html, or into a <Directory> of the site.
# Needs mod_headers ("a2enmod headers") and, for .htaccess, "AllowOverride FileInfo Indexes Options".
${NOTES.map((line) => `# ${line}`).join('\n')}
DirectoryIndex index.html
Options -Indexes
FallbackResource disabled

${lines(headers).join('\n')}
# Without "always": an answer that a file is missing must not be kept.
SetEnvIf Request_URI "/assets/" rowlink_forever
Header set Cache-Control "no-cache"
Header set Cache-Control "${FOREVER}" env=rowlink_forever

${ISOLATION_NOTE.map((line) => `# ${line}`).join('\n')}
# ${lines(ISOLATION).join('\n# ')}

${types.join('\n')}
`;
}

/** @param {Record<string, string>} headers */
function iis(headers) {
  const lines = (set) => Object.entries(set).map(([name, value]) => `<add name="${name}" value="${escaped(value)}" />`);
  const types = [...MEDIA_TYPES, ['.', 'text/plain; charset=utf-8']].flatMap(([ending, type]) => [
    `<remove fileExtension="${ending}" />`,
    `<mimeMap fileExtension="${ending}" mimeType="${escaped(type)}" />`,
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>
<!--
  Rowlink on IIS: copy this beside index.html. IIS answers 404 for files whose type it does not know: the list below is needed.
${NOTES.map((line) => `  ${line}`).join('\n')}
-->
<configuration>
  <system.webServer>
    <httpProtocol>
      <customHeaders>
        ${lines(headers).join('\n        ')}
        <!--
${ISOLATION_NOTE.map((line) => `          ${line}`).join('\n')}
          ${lines(ISOLATION).join('\n          ')}
        -->
        <remove name="X-Powered-By" />
      </customHeaders>
    </httpProtocol>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <directoryBrowse enabled="false" />
    <staticContent>
      <clientCache cacheControlMode="DisableCache" />
      ${types.join('\n      ')}
    </staticContent>
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" />
      </staticContent>
    </system.webServer>
  </location>
</configuration>
`;
}

const bare = (type) => type.split(';')[0];
const quoted = (type) => (type.includes(' ') ? `"${type}"` : type);
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * Settings by file name.
 *
 * @param {readonly string[]} places origins that the page may reach beside its own; none for the sealed edition
 */
export function deploySamples(places = []) {
  const headers = headersOf(places);
  return { 'nginx.conf': nginx(headers), 'apache.htaccess': apache(headers), 'web.config': iis(headers) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({ options: { connected: { type: 'boolean' } }, allowPositionals: true });
  const { hub, endpoints } = values.connected ? connectedPlaces() : { hub: [], endpoints: [] };
  for (const [name, text] of Object.entries(deploySamples([...hub, ...endpoints]))) {
    const file = join(positionals[0] ?? 'deploy', name);
    await writeFile(file, text);
    console.log(`${file} written`);
  }
}
