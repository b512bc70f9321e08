// Starts the wasm, which comes in two files (web/toolchain/split.mjs): the first draws the first picture, the second has all that
// needs a hand. It is fetched as soon as the page is ready; a call into it that is earlier fetches it on the spot and waits.
// A file is { address, integrity }: one that came damaged, or changed by what lies between, must not run on somebody's data.
export async function compiled({ address, integrity }) {
  const response = await fetch(address, { credentials: 'same-origin', integrity });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const typed = response.headers.get('content-type')?.startsWith('application/wasm');
  // Only the streaming call keeps the machine code for the next visit; it insists on the type some hosts do not send.
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// A blocking request has no binary answer in a page; this coding gives each byte as one character. It cannot check integrity.
function bytes_now({ address }) {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${address}: ${request.status}`);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}

// failed(error): the page cannot go on. Returns what the wasm factory wants, and load_later().
export function create_wasm({ first, later, failed }) {
  let primary = null, table = null, whole = false;
  const compiling = compiled(first);  // at once: what asks for it is made meanwhile
  compiling.catch(() => {});  // told in instantiate

  const add = (module) => {
    if (whole) return;
    new WebAssembly.Instance(module, { primary });  // puts its functions into the table
    whole = true;
  };
  // A function of the second file stands for itself in the table until the file is there; its import is named by its slot.
  const waiting = new Proxy({}, {
    get: (_, slot) => (...values) => {
      try {
        if (!whole) add(new WebAssembly.Module(bytes_now(later)));
      } catch (error) {
        failed(error);
        throw error;
      }
      return table.get(Number(slot))(...values);
    },
  });

  return {
    instantiate(imports, receive) {
      const all = new Proxy(imports, { get: (own, name) => (String(name).startsWith('placeholder') ? waiting : own[name]) });
      compiling.then((module) => WebAssembly.instantiate(module, all)).then((instance) => {
        primary = instance.exports;
        table = Object.values(primary).find((value) => value instanceof WebAssembly.Table);
        receive(instance);
      }).catch(failed);
      return {};
    },
    // When it fails (offline for a moment) the first call that needs it tries again.
    load_later: () => (whole ? Promise.resolve() : compiled(later).then(add).catch(() => {})),
  };
}
