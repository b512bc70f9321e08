// When frames are drawn: only when asked for, one per display frame, none at all while nothing happens (no loop, no polling).
// A hidden page draws nothing, but answers of the storage must still be heard; and so must they when the browser, for reasons of its own,
// gives a page no frames that it does not call hidden.
const hidden_ms = 100, late_ms = 1000, minute_ms = 60_000;

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
    else if (next > 0) wait(next * 1000 + 1);
  }
  // Some computers' timers stand still while they sleep: what is far away is looked for once a minute, by the clock on the wall, too.
  function wait(ms) {
    const wall_ms = Date.now() + ms, own_ms = performance.now() + ms;
    const look = () => {
      const left_ms = Math.min(wall_ms - Date.now(), own_ms - performance.now());
      if (left_ms <= 0) wake();
      else timer = setTimeout(look, Math.min(left_ms, minute_ms));
    };
    timer = setTimeout(look, Math.min(ms, minute_ms));
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
