// Asks the browser not to evict what is stored, at the moment there is something to lose: after the first save. Some browsers answer by
// themselves, some ask the user; those are not troubled again for a month.
const again_ms = 30 * 86_400_000;

export function create_persistence({ scope, answered, now = Date.now }) {
  const key = `${scope}voronka.persist_asked`;
  let saving_seen = false, done = false;

  async function ask() {
    const { storage } = navigator;
    if (!storage?.persist || await storage.persisted()) return;
    const asked_at = Number(localStorage.getItem(key));
    if (asked_at <= now() && now() < asked_at + again_ms) return;
    localStorage.setItem(key, String(now()));
    await storage.persist();
    answered();
  }

  return {
    // Every change of html[data-save].
    saw(state) {
      if (done) return;
      if (state === 'saving') saving_seen = true;
      if (state !== 'saved' || !saving_seen) return;
      done = true;
      ask().catch(() => {});  // storage is switched off: the settings say so
    },
  };
}
