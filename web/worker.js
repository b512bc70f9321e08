// The other end of jobs.js: a wasm of its own, without anything that draws, reads one file.
import create_voronka from 'generated/desk.mjs';
import { wasm_file } from 'generated/assets.js';

const module = {
  locateFile: () => new URL(wasm_file, location.href).href,
  desk: {
    progress: (done) => postMessage({ progress: done }),
    reply: (pointer, size) => postMessage({ reply: module.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + size) }),
  },
};
const started = create_voronka(module);

// One after the other: the question may arrive before the file is read.
let queue = started;
onmessage = ({ data }) => {
  queue = queue.then(async () => {
    if (data.open) {
      const bytes = new Uint8Array(await data.open.arrayBuffer());
      const pointer = module._malloc(bytes.length + 1);
      if (pointer === 0) throw new RangeError('out of memory');
      module.HEAPU8.set(bytes, pointer >>> 0);
      module._desk_open(pointer, bytes.length);
      postMessage({ reply: new Uint8Array(0) });
      return;
    }
    const pointer = module._malloc(data.ask.length + 1);
    module.HEAPU8.set(data.ask, pointer >>> 0);
    module._desk_ask(pointer, data.ask.length);
    module._free(pointer);
  }).catch((error) => postMessage({ failed: String(error?.message ?? error) }));
};
