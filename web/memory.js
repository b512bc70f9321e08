// Lends a text or bytes to C++ for the time of one call. Wasm memory may grow in between, so HEAPU8 is read anew each time.
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function lend(module, text, call) {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  if (bytes.length === 0) return call(0, 0);
  const pointer = module._malloc(bytes.length);
  if (pointer === 0) return undefined;  // no memory: the event is lost, the page lives
  try {
    module.HEAPU8.set(bytes, pointer >>> 0);
    return call(pointer, bytes.length);
  } finally {
    module._free(pointer);
  }
}

export const text_at = (module, pointer, size) => decoder.decode(module.HEAPU8.subarray(pointer >>> 0, (pointer >>> 0) + size));
