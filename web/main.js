// Starts the page: makes the parts that C++ calls, loads the wasm, tells it what the browser is like, draws the first frame.
// When anything of that fails the page says so in words of its own.
import create_voronka from 'generated/voronka.mjs';
import { build, later_file, later_integrity, service_worker_file, wasm_file, wasm_integrity, worker_file } from 'generated/assets.js';
import { watch_clipboard } from './clipboard.js';
import { create_attachments } from './attachments.js';
import { create_copies } from './copies.js';
import { create_files } from './files.js';
import { create_folder } from './folder.js';
import { create_frames } from './frames.js';
import { create_glyphs } from './glyphs.js';
import { create_input } from './input.js';
import { create_jobs } from './jobs.js';
import { create_keeping } from './keeping.js';
import { lend } from './memory.js';
import { create_mirror } from './mirror.js';
import { databaseName, scopePath } from './names.js';
import { create_notifier } from './notifier.js';
import { create_page, languages, watch_keyboard, watch_preferences, watch_size } from './page.js';
import { create_picture, open_canvas } from './picture.js';
import { create_printer } from './print.js';
import { make_room } from './room.js';
import { take_shared } from './share.js';
import { createStorage } from './storage.js';
import { createStorageBridge } from './storage_bridge.js';
import { createTabs } from './tabs.js';
import { create_updates } from './updates.js';
import { create_wasm } from './wasm.js';

const { documentElement: html } = document;
const query = new URLSearchParams(location.search);
const schema = 1;  // of the storage this build writes

// The one policy the page's security policy knows; it lets through the two scripts that are loaded by address, and what is printed, of
// which print.js takes over a few elements.
const policy = self.trustedTypes?.createPolicy('voronka', {
  createScriptURL(address) {
    if (address === '' || (address !== worker_file && address !== service_worker_file)) throw new TypeError(`unexpected script ${address}`);
    return address;
  },
  createHTML: (text) => text,
}) ?? { createScriptURL: (address) => address, createHTML: (text) => text };

function fail(error) {
  html.dataset.app = html.dataset.start = 'failed';
  document.getElementById('failure').textContent = String(error?.message ?? error).slice(0, 300);
  console.error(error);
}

const wanted_language = languages.indexOf(query.get('lang'));
const browser_language = Math.max(0, languages.indexOf((navigator.languages ?? [navigator.language]).map((tag) => tag.split('-')[0]).find((tag) => languages.includes(tag)) ?? 'en'));
html.lang = languages[wanted_language >= 0 ? wanted_language : browser_language];

async function start() {
  take_shared();
  const element = document.getElementById('page');
  const scope = scopePath(location.href);
  const demo = Number.parseInt(query.get('demo') ?? '', 10);
  const in_memory = Number.isSafeInteger(demo) && demo >= 0;

  const module = {
    instantiateWasm: (imports, receive) => wasm.instantiate(imports, receive),
    onAbort: (reason) => stop(reason),
  };
  // What nobody waits for.
  const look_around = () => {
    module.updates.start();
    module.keeping?.look();
    module.notifier.look();
    module.folder?.look();
  };
  const stop = (error) => { frames.stop(); fail(error); };
  const beside = (name, integrity) => ({ address: new URL(name, import.meta.url).href, integrity });
  const wasm = create_wasm({ first: beside(wasm_file, wasm_integrity), later: beside(later_file, later_integrity), failed: stop });
  const frames = create_frames(module);
  const { wake, now: frame_now } = frames;
  module.glyphs = create_glyphs(module);
  module.mirror = create_mirror(module, document.getElementById('mirror'), { wake, frame_now });
  module.page = create_page(module, { scope, element, wake, on_ready: () => setTimeout(() => wasm.load_later().then(look_around), 0) });
  module.updates = create_updates(module, {
    wake, register: (container) => container.register(policy.createScriptURL(service_worker_file), { updateViaCache: 'none' }) });
  module.notifier = create_notifier(module, { wake });
  module.printer = create_printer(module, { paper: document.getElementById('paper'), policy });
  module.files = create_files(module, { page: element, scope, policy, wake });
  // One reads, one writes: an import may lie open while an export runs.
  module.jobs = [0, 1].map(() => create_jobs(module, { files: module.files, policy, wake }));
  let tabs = null;
  if (!in_memory) {
    tabs = createTabs({ name: databaseName(scope), build, schema, onMoved: (head) => module.storageBridge.moved(head) });
    module.storageBridge = createStorageBridge(module, { storage: createStorage({ scope, schema, makeRoom: () => make_room(scope) }), tabs });
    module.storageBridge.openAhead();
    module.keeping = create_keeping(module, { wake });
    module.folder = create_folder(module, { scope, database: databaseName(scope), policy, wake });
    module.attachments = create_attachments(module, { scope, files: module.files, policy, wake });
    module.copies = create_copies(module, { scope, database: databaseName(scope), files: module.files, policy, wake });
  }
  const loaded = create_voronka(module);
  // Meanwhile: making a context takes its time.
  const { canvas, gl } = open_canvas(document.getElementById('canvas'), query.get('draw'));
  module.picture = create_picture(module, canvas);
  await loaded;

  // To prevent the event's default is to ask WebGL for a new context, and a 2D canvas for none.
  canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); module._platform_context(0); });
  canvas.addEventListener('contextlost', () => module._platform_context(0));
  for (const name of ['webglcontextrestored', 'contextrestored']) canvas.addEventListener(name, () => { module._platform_context(1); wake(); });
  const preferences = watch_preferences(module, wake);
  const [dark, still, coarse] = preferences;
  const { mac } = create_input(module, { page: element, canvas, mirror: module.mirror, wake, frame_now });
  watch_clipboard(module, { mirror: module.mirror, page: module.page, files: module.files, frame_now });
  const started = lend(module, location.hash || '#', (pointer, size) =>
    module._platform_start(wanted_language >= 0 ? wanted_language : browser_language, wanted_language >= 0 ? 1 : 0, dark, still, coarse, mac ? 1 : 0,
      gl ? 1 : 0, in_memory ? demo : 0, in_memory ? 1 : 0, pointer, size));
  if (!started) throw new Error('neither WebGL 2 nor a 2D canvas');
  module.keeping?.tell();
  module._platform_preferences(...preferences);
  watch_size(module, canvas, frames);
  watch_keyboard(element);
  tabs?.start();
  module.files.take_launches();
}

// A page of another origin could lay this one, made unseen, under buttons of its own. Hosts that can send headers forbid it by
// frame-ancestors, which a policy inside of the page cannot say.
function in_foreign_frame() {
  try {
    return self.top.location.origin !== location.origin;
  } catch {
    return true;
  }
}

if (in_foreign_frame()) [html.dataset.app, html.dataset.start] = ['failed', 'framed'];
else start().catch(fail);
