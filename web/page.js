// What the page is besides its canvas: address, title, theme, language, small settings, the state that tests and the skeleton read.
import { lend, text_at } from './memory.js';
import { read_patterns, regional } from './intl.js';
import { create_persistence } from './persistence.js';

const cursors = ['default', 'pointer', 'text', 'grab', 'grabbing', 'ew-resize', 'ns-resize', 'not-allowed'];
const app_states = ['loading', 'ready', 'failed'];
const save_states = ['saved', 'saving', 'failed', 'read-only', 'memory'];
export const languages = ['ru', 'en'];

// What is not stored would go with the page: then the browser asks before it leaves. Only then, for a page with such a listener is left out
// of some browsers' back/forward cache.
const ask = (event) => event.preventDefault();
const stay_while = (unsaved) => (unsaved ? addEventListener : removeEventListener)('beforeunload', ask);

export function create_page(module, { scope, element, wake, on_ready }) {
  const { documentElement: html } = document;
  const encoder = new TextEncoder();
  const give = (text, out, room) => {
    const bytes = encoder.encode(text);
    if (bytes.length <= room) module.HEAPU8.set(bytes, out >>> 0);
    return bytes.length;
  };
  // Several copies may live on one origin: everything kept is named by the scope.
  const key_of = (name, size) => `${scope}voronka.${text_at(module, name, size)}`;
  const copy = (text) => { navigator.clipboard?.writeText(text).catch(() => {}); };
  let shown_route = location.hash;
  let copying = null;
  const persistence = create_persistence({ scope, answered: () => module.keeping?.look() });

  const heard_route = () => {
    if (location.hash === shown_route) return;
    shown_route = location.hash;
    lend(module, shown_route, (pointer, size) => module._platform_route(pointer, size));
    wake();
  };
  addEventListener('popstate', heard_route);
  addEventListener('hashchange', heard_route);

  return {
    wake,
    set_cursor(cursor) { element.style.cursor = cursors[cursor]; },
    // Not before the first touch has ended: until then the browser refuses it and complains in the console.
    haptic() { if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(10); },
    copy_text(text, size) {
      const words = text_at(module, text, size);
      if (copying) copying.words = words;
      else copy(words);
    },
    copy_link(route, size) { copy(new URL(text_at(module, route, size), location.href).href); },
    // During the browser's own copy event: what is copied until `ask` returns belongs into that event. Nothing: null.
    copied_by(ask) {
      copying = { words: null };
      ask();
      const { words } = copying;
      copying = null;
      return words;
    },
    open_link(address, size) { open(text_at(module, address, size), '_blank', 'noopener,noreferrer'); },
    set_route(route, size, push) {
      const wanted = text_at(module, route, size);
      if (wanted === location.hash) return;
      shown_route = wanted;
      if (push) history.pushState(null, '', wanted);
      else history.replaceState(null, '', wanted);
    },
    set_title(title, size) { document.title = text_at(module, title, size); },
    set_language(tag, size) { html.lang = text_at(module, tag, size); },
    set_theme(dark, rgb) {
      html.dataset.theme = dark ? 'dark' : 'light';
      document.querySelector('meta[name=theme-color]').content = `#${(rgb >>> 0).toString(16).padStart(6, '0')}`;
    },
    // Where the page is not installed the browser shows none, and some refuse with an error.
    set_badge(count) {
      const said = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
      said?.catch(() => {});
    },
    set_state(app, save, unsaved) {
      if (app === 1 && html.dataset.app !== 'ready') {
        performance.mark('voronka:ready');
        on_ready();
      }
      html.dataset.app = app_states[app];
      html.dataset.save = save_states[save];
      persistence.saw(save_states[save]);
      stay_while(unsaved !== 0);
    },
    patterns: (language, out, room) => give(read_patterns(regional(languages[language])), out, room),
    setting_read(name, size, out, room) {
      try {
        return give(localStorage.getItem(key_of(name, size)) ?? '', out, room);
      } catch {
        return 0;  // storage is switched off: defaults
      }
    },
    setting_write(name, size, value, value_size) {
      try {
        localStorage.setItem(key_of(name, size), text_at(module, value, value_size));
      } catch {
        // A setting that is not remembered harms nothing.
      }
    },
  };
}

// Tells C++ the size in physical pixels, when it changes and when the window moves to another screen.
export function watch_size(module, canvas, { now, before_each }) {
  const probe = getComputedStyle(document.documentElement);
  const inset = (side) => (Number.parseFloat(probe.getPropertyValue(`--inset-${side}`)) || 0) * devicePixelRatio;
  let scale = 0;
  const resize = (width, height) => {
    scale = devicePixelRatio;
    // Never bigger than what a GPU surely takes; zero while the window is minimised. To set a size, even the same, wipes the canvas.
    canvas.width = Math.max(1, Math.min(8192, width));
    canvas.height = Math.max(1, Math.min(8192, height));
    module._platform_resize(canvas.width, canvas.height, devicePixelRatio, inset('top'), inset('bottom'));
  };
  const tell = (width, height) => {
    resize(width, height);
    now();  // a frame later the old picture would be stretched for a moment
  };
  const css_size = () => [canvas.clientWidth, canvas.clientHeight].map((length) => Math.round(length * devicePixelRatio));
  const by_css = () => tell(...css_size());
  // Device emulation changes the scale without the event of the media query.
  before_each(() => { if (devicePixelRatio !== scale) resize(...css_size()); });
  const observer = new ResizeObserver(([entry]) => {
    const box = entry.devicePixelContentBoxSize?.[0];
    // Exact where the browser knows; a browser that plays another scale than its screen's (device emulation) reports the screen's.
    const known = box && Math.abs(box.inlineSize - canvas.clientWidth * devicePixelRatio) < 2;
    if (known) tell(box.inlineSize, box.blockSize);
    else by_css();
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
  const watch_scale = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => { by_css(); watch_scale(); }, { once: true });
  };
  watch_scale();
  by_css();
}

// Where a phone's keyboard lies over the page instead of making it smaller (iOS knows no interactive-widget), the page takes the part
// that is left, and stays under the finger when the browser moves it. Magnified by the browser (scale), the page is as ever.
export function watch_keyboard(page) {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const least_keyboard = 120;  // less than that is a bar of the browser, which comes and goes
    const covered = seen.scale === 1 && document.documentElement.clientHeight - seen.height > least_keyboard;
    page.style.top = covered ? `${seen.offsetTop}px` : '';
    page.style.height = covered ? `${seen.height}px` : '';
  };
  seen.addEventListener('resize', fit);
  seen.addEventListener('scroll', fit);
}

export function watch_preferences(module, wake) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const coarse = matchMedia('(pointer: coarse)');
  const more = matchMedia('(prefers-contrast: more)');
  const forced = matchMedia('(forced-colors: active)');
  // A system color as a number: only a computed style tells what it is.
  const system_color = (name) => {
    const probe = document.createElement('i');
    probe.style.color = name;
    document.body.append(probe);
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
    probe.remove();
    return r << 16 | g << 8 | b;
  };
  const values = () => [dark.matches ? 1 : 0, still.matches ? 1 : 0, coarse.matches ? 1 : 0, forced.matches ? 2 : more.matches ? 1 : 0,
    ...(forced.matches ? ['Canvas', 'CanvasText', 'LinkText'].map(system_color) : [0, 0, 0])];
  for (const query of [dark, still, coarse, more, forced]) {
    query.addEventListener('change', () => {
      module._platform_preferences(...values());
      wake();
    });
  }
  return values();
}
