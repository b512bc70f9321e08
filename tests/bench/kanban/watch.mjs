// Runs in every page before its own scripts, the same for all boards; makes window.__watch. Times are performance.now().
// "Painted" is a frame after the one in which a thing was first seen: the frame that shows it is out by then.
export function watch_page(stages, look) {
  const frame = window.requestAnimationFrame.bind(window);
  const next_frame = () => new Promise((resolve) => { frame(resolve); });
  const watch = window.__watch = { asked: 0, look, memories: new Set() };

  // Frames that the page asks for, not those of this file.
  window.requestAnimationFrame = (callback) => frame((now) => { watch.asked += 1; callback(now); });

  // The memory of a wasm, whichever way it is made.
  const remember = (instance) => {
    for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) watch.memories.add(value);
    return instance;
  };
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, { construct: (made, values) => remember(Reflect.construct(made, values)) });
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const made = await make.apply(WebAssembly, values);
      remember(made.instance ?? made);
      return made;
    };
  }

  // Polled once a frame; resolves with the time of the frame after.
  const painted = async (seen) => {
    while (!seen()) await next_frame();
    await next_frame();
    return performance.now();
  };

  // The board is there when the page says so and a card of its first stage exists.
  watch.ready = (async () => {
    await next_frame();
    return painted(() => document.documentElement.dataset.app === 'ready' && watch.look.cards(stages[0]).length > 0);
  })();

  const recorder = { on: false, times: [] };
  watch.record = () => {
    recorder.times = [];
    recorder.on = true;
    const step = () => {
      if (!recorder.on) return;
      recorder.times.push(performance.now());
      frame(step);
    };
    frame(step);
  };
  watch.recorded = () => {
    recorder.on = false;
    return recorder.times.slice(1).map((time, i) => time - recorder.times[i]);
  };

  // From the moment the hand lets go (as the browser saw it, not as the page came to hear of it).
  watch.drop = (key, stage) => {
    watch.dropped = new Promise((resolve) => {
      addEventListener('pointerup', async ({ timeStamp }) => {
        resolve(await painted(() => watch.look.place(key) === stage) - timeStamp);
      }, { capture: true, once: true });
    });
  };

  // From the key to the frame with the last change of what the heads say; half a second without a change means that it was the last.
  watch.letter = () => {
    const before = watch.look.counts();
    watch.filtered = new Promise((resolve) => {
      addEventListener('keydown', async ({ timeStamp }) => {
        let said = before, changed = 0, at = 0;
        while (said === before || performance.now() - at < 500) {
          const now_said = watch.look.counts();
          if (now_said !== said) {
            said = now_said;
            at = changed = await painted(() => true);
          } else {
            await next_frame();
          }
        }
        resolve(changed - timeStamp);
      }, { capture: true, once: true });
    });
  };

  watch.box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
}
