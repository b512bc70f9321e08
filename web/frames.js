// When frames are drawn: only when asked for, one per display frame, none at all while nothing happens (no loop, no polling).
// A hidden page draws nothing, but answers of the storage must still be heard; and so must they when the browser, for reasons of its own,
// gives a page no frames that it does not call hidden.
const hidden_ms = 100, late_ms = 1000;

export function create_frames(module) {
  let frame = 0, soon = 0, timer = 0, running = false, stopped = false, before = () => {};

  function run() {
    // However this frame came, nothing that was asked for in another way is still wanted.
    cancelAnimationFrame(frame);
    clearTimeout(soon);
    clearTimeout(timer);
    frame = soon = timer = 0;
    if (stopped || running || !module._platform_frame) return;  // a page can be hidden before its wasm has come
    before();
    running = true;
    const next = module._platform_frame(performance.now() / 1000, document.hidden ? 0 : 1);
    running = false;
    if (next === 0) wake();
    else if (next > 0) timer = setTimeout(wake, next * 1000 + 1);
  }
  function wake() {
    if (frame !== 0 || soon !== 0 || stopped) return;
    if (!document.hidden) frame = requestAnimationFrame(run);
    soon = setTimeout(run, document.hidden ? hidden_ms : late_ms);
  }
  // What was asked for in one state would never come, or come late, in the other.
  document.addEventListener('visibilitychange', run);
  return {
    wake,
    now() {
      if (running) return wake();
      run();
    },
    // Called before each frame, for what no event tells reliably.
    before_each(look) { before = look; },
    stop() { stopped = true; },
  };
}
