// In the page, instead of a driver: asks the test's server for orders and does them (site.mjs). Loaded before the page's own script; the
// page's security policy allows it as a file of the same origin, and forbids orders that are code: so they are names.
import * as board from './driver_board.js';
import * as storage from './driver_storage.js';

const id = new URLSearchParams(location.search).get('page') ?? 'main';
const visit = Math.random().toString(36).slice(2);
let listening = null;

const post = (what, body, options) => fetch(`/wire/${what}?page=${id}`, { method: 'POST', body: JSON.stringify(body), ...options });
// What is said as the page goes still arrives.
export const say = (what) => navigator.sendBeacon(`/wire/say?page=${id}`, JSON.stringify(what));

// Leaves in one of the ways people do. An unanswered request may keep a page from being kept for Back, so the wire is cut first.
const ways = {
  navigate: () => { location.href = `/away.html?page=${id}`; },
  reload: () => location.reload(),
  close: () => window.close(),
};
function leave(way) {
  listening?.abort();
  const asks = !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  say({ left: { ...board.state(), asks } });
  // The user's answer is to leave. Only then: such a listener may keep a page from being kept for Back.
  if (asks) addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true, once: true });
  ways[way]();
}

const orders = {
  ...board, ...storage, leave,
  back: () => { setTimeout(() => { listening.abort(); history.back(); }, 0); },
  open_page: (address) => { globalThis.opened = window.open(address, '_blank'); return globalThis.opened !== null; },
  go: (hash) => { location.hash = hash; },
  // After so many letters, then at a moment: 'letter' (the page has not had a frame for it), 'unsaved' (the page begins to say so), 'saved'
  // (it says so again); then so many ms, -1 for in the very call.
  leave_after: (way, letters, moment, delay) => {
    let left = letters;
    const out = () => (delay < 0 ? leave(way) : setTimeout(leave, delay, way));
    const count = () => {
      left -= 1;
      if (left > 0) return;
      removeEventListener('input', count);  // the document may come back
      if (moment === 'letter') return void out();
      let was_unsaved = false;
      const watch = new MutationObserver(() => {
        const unsaved = board.state().save !== 'saved';
        if (unsaved ? moment === 'unsaved' : was_unsaved && moment === 'saved') {
          watch.disconnect();
          out();
        }
        was_unsaved ||= unsaved;
      });
      watch.observe(document.documentElement, { attributeFilter: ['data-save'] });
    };
    addEventListener('input', count);
  },
};

async function do_order({ number, name, args }) {
  try {
    return { number, value: await orders[name](...args) };
  } catch (error) {
    return { number, error: `${name}(${JSON.stringify(args)}): ${error}\n${error?.stack ?? ""}` };
  }
}

async function listen(persisted) {
  listening = new AbortController();
  const { signal } = listening;
  try {
    await post('here', { visit, persisted, url: location.href }, { signal });
    while (!signal.aborted) {
      const order = await (await post('ask', { visit }, { signal })).json();
      // A long piece of work must not keep the next order waiting.
      if (order) do_order(order).then((answer) => post('answer', answer)).catch(() => {});
    }
  } catch {
    // Left, or the server is gone.
  }
}

for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, (event) => say({ complaint: String(event.reason?.stack ?? event.error?.stack ?? event.message) }));
const { error } = console;
console.error = (...parts) => { say({ complaint: parts.map(String).join(' ') }); error.apply(console, parts); };
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => say({ complaint: `policy ${violatedDirective} ${blockedURI}` }));
addEventListener('pageshow', ({ persisted }) => { if (persisted) listen(true); });
listen(false);
