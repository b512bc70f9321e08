// Messages of the system about what is due, while the page lives and nobody looks at it. A click on one leads back into the page.
import { text_at } from './memory.js';
import { scopePath } from './names.js';

const answer_ms = 300;
const states = ['impossible', 'may_ask', 'allowed', 'refused'];
const of_permission = { default: 'may_ask', granted: 'allowed', denied: 'refused' };

export function create_notifier(module, { wake }) {
  const possible = 'Notification' in self && isSecureContext;
  const look = () => {
    module._platform_notify(states.indexOf(possible ? of_permission[Notification.permission] : 'impossible'));
    wake();
  };
  const go = (route) => {
    window.focus();
    location.hash = route;
  };
  const looked_at = () => !document.hidden && document.hasFocus();
  // Of several tabs each rings for itself, and one that nobody looks at asks whether another is looked at: that one says it already.
  let channel = null;
  try {
    channel = new BroadcastChannel(`voronka-looked-at ${scopePath(location.href)}`);
    channel.onmessage = ({ data }) => {
      if (data === 'who' && looked_at()) channel.postMessage('me');
    };
  } catch {
    // A sandboxed page has no channel: better told twice than not at all.
  }
  const another_is_looked_at = () => new Promise((resolve) => {
    if (!channel) return resolve(false);
    const hear = ({ data }) => {
      if (data === 'me') resolve(true);
    };
    channel.addEventListener('message', hear);
    channel.postMessage('who');
    setTimeout(() => {
      channel.removeEventListener('message', hear);
      resolve(false);
    }, answer_ms);
  });
  // From the worker, which is who is told of a click.
  navigator.serviceWorker?.addEventListener('message', ({ data }) => { if (data?.go) go(data.go); });

  return {
    look,
    async ask() {
      if (possible) await Notification.requestPermission().catch(() => {});
      look();
    },
    async show(lines, size) {
      const [title, body, route, tag] = text_at(module, lines, size).split('\n');
      if (!possible || Notification.permission !== 'granted' || looked_at() || await another_is_looked_at()) return;
      const options = { body, tag, lang: document.documentElement.lang, icon: 'icon-192.png', data: { route, page: location.pathname + location.search } };
      // Phones know only the worker's; without a worker there is the page's.
      const registration = await navigator.serviceWorker?.getRegistration().catch(() => null);
      if (registration?.active) return void registration.showNotification(title, options).catch(() => {});
      const message = new Notification(title, options);
      message.onclick = () => { message.close(); go(route); };
    },
  };
}
