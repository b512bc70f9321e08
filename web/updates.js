// The page's half of sw.js: registers it, tells C++ whether a build is kept for work without a network and when a newer one lies ready, and
// lets that take over when C++ says that everything is saved. Nothing is replaced under a page that runs.
import { lend } from './memory.js';

const look_again_ms = 3_600_000;
const offline = ['coming', 'ready', 'no_https', 'refused', 'altered', 'missing', 'no_room'];

export function create_updates(module, { register, wake }) {
  const container = navigator.serviceWorker;
  let registration = null, wanted = false, looked_ms = 0;

  const ready = () => {
    module._platform_new_build();
    wake();
  };
  const tell = (state, file = '') => {
    lend(module, file, (pointer, size) => module._platform_offline(offline.indexOf(state), pointer, size));
    wake();
  };
  let reason = null;  // of the worker, why the build could not be kept
  const tell_state = () => {
    if (registration.active) tell('ready');
    else if (reason) tell(reason.why, reason.file);
    else tell(registration.installing || registration.waiting ? 'coming' : 'refused');
  };
  const watch = (worker) => worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && container.controller) ready();
    tell_state();
  });

  return {
    async start() {
      if (!container) return tell(isSecureContext ? 'refused' : 'no_https');
      let controlled = container.controller !== null;
      container.addEventListener('controllerchange', () => {
        if (wanted) location.reload();
        else if (controlled) ready();  // another tab has gone over to the newer build
        controlled = true;
      });
      container.addEventListener('message', ({ data }) => {
        if (!data?.not_kept) return;
        reason = data.not_kept;
        if (registration) tell_state();
      });
      try {
        registration = await register(container);
      } catch {
        return tell('refused');  // a private window, or a host that does not have the file
      }
      if (!registration) return tell('refused');  // a browser that is told to have none
      tell_state();
      looked_ms = Date.now();
      if (registration.waiting && controlled) ready();
      watch(registration.installing);
      registration.addEventListener('updatefound', () => watch(registration.installing));
      // A page may stay open for weeks: it looks again when it comes back to sight, not by itself.
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible' || Date.now() - looked_ms < look_again_ms) return;
        looked_ms = Date.now();
        registration.update().catch(() => {});
      });
    },
    use() {
      wanted = true;
      if (registration?.waiting) registration.waiting.postMessage('use');
      else location.reload();
    },
  };
}
