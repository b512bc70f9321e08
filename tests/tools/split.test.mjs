// Which functions the second wasm file gets: on a small module, by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { later_functions, marks_in, read_calls } from '../../web/toolchain/split.mjs';

const module_text = `(module
 (import "a" "b" (func $js (param i32)))
 (elem $0 (i32.const 1) $"voronka::draw_board(voronka::Ui&)" $"std::visit<voronka::plan(voronka::Command)::$_0>")
 (export "start" (func $start))
 (func $start
  (call $"voronka::draw_frame()")
  (call $shared)
 )
 (func $"voronka::draw_frame()"
  (call $"voronka::(anonymous namespace)::draw_settings(voronka::Ui&)")
 )
 (func $"voronka::draw_board(voronka::Ui&)"
  (call $js)
 )
 (func $"voronka::(anonymous namespace)::draw_settings(voronka::Ui&)"
  (call $shared)
  (return_call $only_settings)
 )
 (func $only_settings
 )
 (func $"voronka::plan(voronka::Command)"
  (call $shared)
 )
 (func $"std::visit<voronka::plan(voronka::Command)::$_0>"
  (call $only_plan)
 )
 (func $only_plan
 )
 (func $shared
 )
)`;

test('a marked function takes along what only marked functions reach, and the lambdas inside it', () => {
  const later = later_functions(read_calls(module_text), ['draw_settings', 'plan']);
  assert.deepEqual(later.sort(), [
    'only_plan', 'only_settings', 'std::visit<voronka::plan(voronka::Command)::$_0>',
    'voronka::(anonymous namespace)::draw_settings(voronka::Ui&)', 'voronka::plan(voronka::Command)']);
});

test('a mark on a function that is not there is refused by name', () => {
  assert.throws(() => later_functions(read_calls(module_text), ['draw_settings', 'draw_deal']), /draw_deal$/);
});

test('marks are read from definitions, members with their class', () => {
  assert.deepEqual(marks_in(`VORONKA_LATER void draw(ViewContext& context) {
VORONKA_LATER Result<Done> Store::run_now(Command command,
                                          std::string key) {
#define VORONKA_LATER [[gnu::noinline]]
// VORONKA_LATER in a sentence (like this)
`), ['draw', 'Store::run_now']);
});
