// The other end of jobs.js and copies.js: a wasm of its own, without anything that draws, reads one file or writes one.
import create_voronka from 'generated/desk.mjs';
import { wasm_file, wasm_integrity } from 'generated/assets.js';
import { keep_file, read_file, unpack_files } from './attachment_desk.js';
import { make_copy } from './copy_desk.js';
import { failure_of } from './copy_failure.js';
import { write_to_folder } from './folder_desk.js';
import { make_package, open_package } from './packages.js';
import { compiled } from './wasm.js';
import { workbook_of } from './xlsx.js';

let parts = [];  // of the file that is being written
const module = {
  desk: {
    progress: (done) => postMessage({ progress: done }),
    reply: (pointer, size) => postMessage({ reply: copy_of(pointer, size) }),
    piece: (pointer, size) => {
      const piece = copy_of(pointer, size);
      postMessage({ piece }, [piece.buffer]);
    },
    part: (pointer, size) => parts.push(new Blob([copy_of(pointer, size)])),
  },
};
const copy_of = (pointer, size) => module.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + size);
const started = new Promise((done, failed) => {
  const compiling = compiled({ address: new URL(wasm_file, location.href).href, integrity: wasm_integrity });
  module.instantiateWasm = (imports, receive) => {
    compiling.then((program) => WebAssembly.instantiate(program, imports)).then(receive).catch(failed);
    return {};
  };
  create_voronka(module).then(done, failed);
});

// Calls the wasm with a copy of the bytes there.
function lend(bytes, call) {
  const pointer = module._malloc(bytes.length + 1);
  if (pointer === 0) throw new RangeError('out of memory');
  module.HEAPU8.set(bytes, pointer >>> 0);
  const answer = call(pointer, bytes.length);
  module._free(pointer);
  return answer;
}

const copy_tools = {
  bucket(store, key, bytes) {
    const whole = new Uint8Array(key.length + bytes.length);
    for (let i = 0; i < key.length; i += 1) whole[i] = key.charCodeAt(i);
    whole.set(bytes, key.length);
    lend(whole, (pointer, size) => module._desk_bucket(store, pointer, key.length, pointer + key.length, size - key.length));
  },
  file(meta) {
    const deals = lend(meta, module._desk_copy);
    return deals < 0 ? 'damaged' : { blob: new Blob(parts), deals };
  },
};

const copying = async (work) => postMessage(await work().catch((error) => ({ copy_failed: failure_of(error) })));

// One after the other: the question may arrive before the file is read.
let queue = started;
onmessage = ({ data }) => {
  // These need nothing of the program.
  if (data.keep_file) return void copying(async () => ({ kept: await keep_file(data.keep_file) }));
  if (data.read_file) return void copying(async () => ({ read: await read_file(data.read_file) }));
  if (data.open_package) return void copying(async () => ({ opened: await open_package(data.open_package) }));
  if (data.make_package) {
    const { blob, name, wanted, scope } = data.make_package;
    return void copying(async () => ({ made: await make_package(blob, name, wanted, (sha256) => read_file({ sha256, scope })) }));
  }
  if (data.unpack) return void copying(async () => ({ unpacked: await unpack_files(data.unpack) }));
  queue = queue.then(async () => {
    if (data.open) {
      for (const [place, file] of data.open.entries()) {
        const bytes = new Uint8Array(await (await workbook_of(file)).arrayBuffer());
        const pointer = module._malloc(bytes.length + 1);
        if (pointer === 0) throw new RangeError('out of memory');
        module.HEAPU8.set(bytes, pointer >>> 0);
        (place === 0 ? module._desk_open : module._desk_beside)(pointer, bytes.length);
      }
      postMessage({ reply: new Uint8Array(0) });
      return;
    }
    if (data.copy) return void await copying(async () => ({ copied: await make_copy(data.copy, copy_tools) }));
    if (data.folder_copy) return void await copying(async () => ({ written: await write_to_folder(data.folder_copy, copy_tools) }));
    if (data.ask) return void lend(data.ask, module._desk_ask);
    if (data.piece) {
      if (!lend(data.piece, module._desk_take)) throw new Error('damaged piece');
      return;
    }
    if (!lend(data.write, module._desk_write)) throw new Error('damaged request');
    postMessage({ file: new Blob(parts, { type: data.type }) });
  }).catch((error) => {
    postMessage({ failed: String(error?.message ?? error) });
    return new Promise(() => {});  // a file without the piece that failed must never be written
  });
};
