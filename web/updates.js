// The page's half of sw.js: registers it, tells C++ when a newer build lies ready, and lets it take over when C++ says that everything is
// saved. Nothing is replaced under a page that runs.
const look_again_ms = 3_600_000;

export function create_updates(module, { register, wake }) {
  const container = navigator.serviceWorker;
  let registration = null, wanted = false, looked_ms = 0;

  const ready = () => {
    module._platform_new_build();
    wake();
  };
  const watch = (worker) => worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && container.controller) ready();
  });

  return {
    async start() {
      if (!container) return;  // an address without https: the page works, but not offline
      let controlled = container.controller !== null;
      container.addEventListener('controllerchange', () => {
        if (wanted) location.reload();
        else if (controlled) ready();  // another tab has gone over to the newer build
        controlled = true;
      });
      try {
        registration = await register(container);
      } catch {
        return;  // a private window, or a host that does not have the file
      }
      if (!registration) return;  // a browser that is told to have none
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
