// Every function that C++ calls (src/platform/web/web_calls.hpp). Names and pointers only: the work is in the module named
// beside it, which main.js puts on the object handed to the wasm factory.
addToLibrary({
  // mirror.js
  js_mirror_apply: (patch, size) => Module['mirror'].apply(patch, size),
  js_mirror_focus: (node) => Module['mirror'].focus(node >>> 0),
  js_announce: (text, size, now) => Module['mirror'].says(text, size, now),
  // glyphs.js
  js_font_metrics: (weight, pixels, out) => Module['glyphs'].metrics(weight, pixels, out),
  js_glyph_advance: (weight, pixels, code) => Module['glyphs'].advance(weight, pixels, code >>> 0),
  js_glyph: (weight, pixels, code, light, buffer, out) => Module['glyphs'].glyph(weight, pixels, code >>> 0, light !== 0, buffer, out),
  // picture.js
  js_picture_open: () => (Module['picture'].open() ? 1 : 0),
  js_picture_put: (pixels, width, height, x, y, part_width, part_height) => Module['picture'].put(pixels, width, height, x, y, part_width, part_height),
  // page.js
  js_request_frame: () => Module['page'].wake(),
  js_set_cursor: (cursor) => Module['page'].set_cursor(cursor),
  js_haptic: () => Module['page'].haptic(),
  js_copy_text: (text, size) => Module['page'].copy_text(text, size),
  js_copy_link: (route, size) => Module['page'].copy_link(route, size),
  js_open_link: (address, size) => Module['page'].open_link(address, size),
  js_set_route: (route, size, push) => Module['page'].set_route(route, size, push !== 0),
  js_set_title: (title, size) => Module['page'].set_title(title, size),
  js_set_language: (tag, size) => Module['page'].set_language(tag, size),
  js_set_theme: (dark, rgb) => Module['page'].set_theme(dark !== 0, rgb),
  js_set_state: (app, save) => Module['page'].set_state(app, save),
  js_patterns: (language, out, room) => Module['page'].patterns(language, out, room),
  js_setting_read: (name, size, out, room) => Module['page'].setting_read(name, size, out, room),
  js_setting_write: (name, size, value, value_size) => Module['page'].setting_write(name, size, value, value_size),
  js_now_ms: () => Date.now(),
  js_offset_minutes: (at) => -new Date(at).getTimezoneOffset(),
  js_random: (out, size) => { crypto.getRandomValues(HEAPU8.subarray(out >>> 0, (out >>> 0) + size)); },
  // files.js, jobs.js
  js_file_ask: (ticket, accept, size) => Module['files'].ask(ticket >>> 0, accept, size),
  js_file_part: (bytes, size) => Module['files'].part(bytes, size),
  js_file_offer: (name, name_size, type, type_size) => Module['files'].offer(name, name_size, type, type_size),
  js_file_offer_kept: (file, name, size) => Module['files'].offer_kept(file, name, size),
  js_job_start: (helper, ticket, file) => Module['jobs'][helper].start(ticket >>> 0, file),
  js_job_ask: (helper, ticket, request, size) => Module['jobs'][helper].ask(ticket >>> 0, request, size),
  js_job_piece: (helper, out, room) => Module['jobs'][helper].piece(out, room),
  js_job_hand: (helper, piece, size) => Module['jobs'][helper].hand(piece, size),
  js_job_write: (helper, ticket, request, size, type, type_size) => Module['jobs'][helper].write(ticket >>> 0, request, size, type, type_size),
  js_job_end: (helper) => Module['jobs'][helper].end(),
  // worker.js
  js_desk_progress: (done) => Module['desk'].progress(done),
  js_desk_reply: (bytes, size) => Module['desk'].reply(bytes, size),
  js_desk_piece: (bytes, size) => Module['desk'].piece(bytes, size),
  js_desk_part: (bytes, size) => Module['desk'].part(bytes, size),
  // storage_bridge.js
  js_storage_open: (ticket) => { Module['storageBridge'].open(ticket); },
  js_storage_load: (ticket, store) => { Module['storageBridge'].load(ticket, store); },
  js_storage_load_since: (ticket, head) => { Module['storageBridge'].loadSince(ticket, head); },
  js_storage_begin: (ticket, head, schema, id, size) => { Module['storageBridge'].begin(ticket, head, schema, id, size); },
  js_storage_put: (store, key, key_size, bytes, size) => { Module['storageBridge'].put(store, key, key_size, bytes, size); },
  js_storage_row: (bytes, size) => { Module['storageBridge'].row(bytes, size); },
  js_storage_meta: (bytes, size) => { Module['storageBridge'].meta(bytes, size); },
  js_storage_end: () => { Module['storageBridge'].end(); },
});
