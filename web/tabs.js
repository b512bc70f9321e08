// Tells other tabs of this copy that the stored head moved, and hears them. A message is only a hint to look: whoever
// gets it reads the journal. A tab coming back to sight looks too, since a frozen one misses messages. No polling.

export const createTabs = ({ name, build, schema, onMoved, page = globalThis }) => {
  const document = page.document;
  let channel = null;
  const listening = new AbortController();
  try {
    channel = page.BroadcastChannel ? new page.BroadcastChannel(name) : null;
  } catch {
    // A sandboxed page has no channel; looking again on focus still works.
  }

  const look = () => onMoved(0);

  return {
    start() {
      const { signal } = listening;
      channel?.addEventListener('message', ({ data }) => {
        onMoved(Number.isSafeInteger(data?.head) && data.head > 0 ? data.head : 0);
      }, { signal });
      document?.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') look();
      }, { signal });
      document?.addEventListener('resume', look, { signal });
      page.addEventListener('focus', look, { signal });
      page.addEventListener('pageshow', (event) => {
        if (event.persisted) look();
      }, { signal });
    },
    announce(head) {
      channel?.postMessage({ head, build, schema });
    },
    close() {
      listening.abort();
      channel?.close();
    },
  };
};
