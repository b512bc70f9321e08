// When frames are drawn: only when asked for, one per display frame, none at all while nothing happens (no loop, no polling).
// A hidden page draws nothing, but answers of the storage must still be heard; and so must they when the browser, for reasons of its own,
// gives a page no frames that it does not call hidden.
const late_ms = 1000;

export function create_frames(module) {
  let requested = 0, timer = 0, late = 0, running = false, stopped = false, before = () => {};

  function run() {
    cancelAnimationFrame(requested);
    requested = 0;
    clearTimeout(timer);
    clearTimeout(late);
    timer = late = 0;
    if (stopped || running || !module._platform_frame) return;  // a page can be hidden before its wasm has come
    before();
    running = true;
    const next = module._platform_frame(performance.now() / 1000, document.hidden ? 0 : 1);
    running = false;
    if (next === 0) wake();
    else if (next > 0) timer = setTimeout(wake, next * 1000 + 1);
  }
  function wake() {
    if (requested !== 0 || stopped) return;
    if (document.hidden) {
      requested = setTimeout(run, 100);
    } else {
      requested = requestAnimationFrame(run);
      late = setTimeout(run, late_ms);
    }
  }
  document.addEventListener('visibilitychange', () => {
    // What was asked for in one state would never come, or come late, in the other.
    cancelAnimationFrame(requested);
    clearTimeout(requested);
    requested = 0;
    run();
  });
  return {
    wake,
    now() {
      if (running) return wake();
      cancelAnimationFrame(requested);
      run();
    },
    // Called before each frame, for what no event tells reliably.
    before_each(look) { before = look; },
    stop() { stopped = true; },
  };
}
