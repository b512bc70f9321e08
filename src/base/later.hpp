// What the first picture does not need comes in a second wasm file, loaded once the page is ready: mark the function that leads
// there. Everything that only such functions call goes with them (web/toolchain/split.mjs reads these marks and the calls). A call
// that is earlier than the file waits for it, so a mark can cost time, never truth.
#pragma once

// Inlined into its caller the function would have no name to be found by.
#define VORONKA_LATER [[gnu::noinline]]
