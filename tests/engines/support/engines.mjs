// Firefox and WebKitGTK as a user starts them: a window on a screen (Xvfb), a profile on disk, no automation. Each runs as a process group
// of its own so that a test can kill all of it at once, as a crash would. What the page needs to be told goes through site.mjs.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Groups outlive a test run that is stopped, unless they are ended with it.
const groups = new Set();
const end_group = (pid) => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
process.on('exit', () => groups.forEach(end_group));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

function start(program, args, options) {
  const child = spawn(program, args, { detached: true, ...options });
  groups.add(child.pid);
  const gone = new Promise((resolve) => { child.once('exit', resolve); child.once('error', resolve); }).then(() => groups.delete(child.pid));
  return { child, gone };
}

// A screen without a window manager: windows lie at its upper left corner. -> { display, close() }
export async function open_screen({ width = 1280, height = 900 } = {}) {
  if (!existsSync('/usr/bin/Xvfb')) throw new Error('no Xvfb: run web/toolchain/setup.sh engines');
  const { child, gone } = start('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await Promise.race([once(child.stdio[3], 'data'), gone.then(() => { throw new Error('Xvfb ended'); })]);
  return { display: `:${String(number).trim()}`, close: async () => { end_group(child.pid); await gone; } };
}

// Nothing asks, nothing is fetched from elsewhere, nothing is opened again after a kill. That the site may keep its data is answered
// with yes, as by a user who presses Allow.
const firefox_preferences = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.cache.disk.enable': false,
  'browser.download.folderList': 2,
  'browser.newtabpage.enabled': false,
  'browser.pagethumbnails.capturing_disabled': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.tabs.warnOnClose': false,
  'browser.translations.enable': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_beforeunload': true,  // asks before leaving: answered with yes
  'dom.disable_open_during_load': false,
  'dom.storageManager.prompt.testing': true,
  'dom.storageManager.prompt.testing.allow': true,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'intl.accept_languages': 'en-US',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 0,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.startup.max_resumed_crashes': -1,
};

function firefox(profile, addresses) {
  const preferences = { ...firefox_preferences, 'browser.download.dir': profile };
  writeFileSync(join(profile, 'user.js'), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  // Kiosk: the page alone, without bars.
  return ['firefox-esr', ['--profile', profile, '--no-remote', '--kiosk', '--width', '1280', '--height', '800', ...addresses]];
}

function mini_browser() {
  const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec'].filter(existsSync);
  const found = places.flatMap((place) => readdirSync(place).filter((name) => name.startsWith('webkit2gtk-4')).map((name) => join(place, name, 'MiniBrowser')))
    .find(existsSync);
  if (!found) throw new Error('no MiniBrowser: run web/toolchain/setup.sh engines');
  return found;
}

// What Safari has and WebKitGTK builds but leaves off: storage by file.
export const webkit_files = ['FileSystem', 'AccessHandle', 'StorageAPI'];

function webkit(profile, addresses, { features = [] }) {
  return [mini_browser(), [
    '--javascript-can-open-windows-automatically=true', '--enable-write-console-messages-to-stdout=true',
    ...(features.length > 0 ? [`--features=${features.map((name) => `+${name}`).join(',')}`] : []), ...addresses,
  ]];
}

export const engines = { Firefox: firefox, WebKitGTK: webkit };

export const new_profile = () => mkdtempSync(join(tmpdir(), 'voronka-engine-'));
export const remove_profile = (profile) => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

// -> { said: what it wrote to its console, kill(), close() }
export async function launch(engine, { screen, profile, addresses, ...more }) {
  const [program, args] = engines[engine](profile, addresses, more);
  const places = Object.fromEntries(['data', 'cache', 'config'].map((kind) => [`XDG_${kind.toUpperCase()}_HOME`, join(profile, kind)]));
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true });
  const { child, gone } = start(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...places, DISPLAY: screen.display, HOME: profile, TMPDIR: profile, LANG: 'C.UTF-8', NO_AT_BRIDGE: '1', GTK_A11Y: 'none', MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const browser = { said: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { browser.said += part; });
  browser.kill = async () => {
    end_group(child.pid);
    await gone;
  };
  browser.pid = child.pid;
  // As a user closes it; what hangs is ended.
  browser.close = async () => {
    process.kill(child.pid, 'SIGTERM');
    const timer = setTimeout(() => end_group(child.pid), 5000);
    await gone;
    clearTimeout(timer);
    end_group(child.pid);
  };
  return browser;
}

// A mouse and a keyboard on that screen: what the page gets of them is what it gets of a user.
export function hands({ display }) {
  const run = promisify(execFile);
  const tool = (...args) => run('xdotool', args.map(String), { env: { ...process.env, DISPLAY: display } });
  const at = ({ x, y }) => ['mousemove', Math.round(x), Math.round(y)];
  const along = (from, to, steps) => Array.from({ length: steps }, (_, step) => {
    const part = (step + 1) / steps;
    return [...at({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }), 'sleep', 0.015];
  }).flat();
  return {
    click: (place) => tool(...at(place), 'sleep', 0.03, 'click', 1),
    press: (...keys) => tool('key', '--delay', 8, ...keys),
    type: (text) => tool('type', '--delay', 12, text),
    drag: (from, to) => tool(...at(from), 'sleep', 0.03, 'mousedown', 1, 'sleep', 0.03, ...along(from, { x: from.x + 20, y: from.y + 8 }, 3), ...along(from, to, 6), 'sleep', 0.05),
    drop: () => tool('mouseup', 1),
  };
}
