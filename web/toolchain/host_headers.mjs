// What a host should send beside the files, as the text file "_headers" that several static hosts read from the root of a site:
// a path, then its headers, indented. pack.mjs writes it, serve.mjs obeys it, others can copy it into their own settings.
// The page is as safe as it can be without any of this; only a header can say who may frame it.
// Hosts differ in what "*" may stand for, so every file that may be cached for ever has a rule of its own.
const hashed = /\.[0-9a-f]{10}\.(js|css|wasm)$/;

export function host_headers(names, policy) {
  const everywhere = [
    `Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    'Cross-Origin-Opener-Policy: same-origin',
    'Cross-Origin-Resource-Policy: same-origin',
    'Permissions-Policy: camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), clipboard-read=(self)',
  ];
  const rule = (path, headers) => `${[path, ...headers.map((header) => `  ${header}`)].join('\n')}\n`;
  const wasm = (name) => (name.endsWith('.wasm') ? ['Content-Type: application/wasm'] : []);
  return [
    rule('/*', everywhere),
    ...['/', '/index.html', '/recover.html', '/sw.js'].map((path) => rule(path, ['Cache-Control: no-cache'])),
    ...names.filter((name) => hashed.test(name)).sort().map((name) => rule(`/${name}`, ['Cache-Control: public, max-age=31536000, immutable', ...wasm(name)])),
    '# Where the whole domain and all below it speak https for good:\n#  Strict-Transport-Security: max-age=63072000; includeSubDomains\n',
  ].join('\n');
}

// "_headers" -> (path) => { name: value }, names in small letters; a rule for the path itself is stronger than the one for all.
export function read_host_headers(text) {
  const rules = new Map();
  let current = null;
  for (const line of text.split('\n').filter((one) => one.trim() !== '' && !one.startsWith('#'))) {
    if (!/^\s/.test(line)) rules.set(line, current = {});
    else current[line.slice(0, line.indexOf(':')).trim().toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  }
  return (path) => ({ ...rules.get('/*'), ...rules.get(path) });
}
