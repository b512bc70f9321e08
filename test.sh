#!/usr/bin/env bash
# Sets up and runs the tests; the last line is "N passed, N failed, N skipped" and the exit code tells the same.
# ./test.sh --all adds what takes long: clang-tidy over every source and the tests of late, long seeds, other engines than Chromium, the comparison with R, and the rule that a skipped
# test must have its reason listed in tests/README.md. What the kinds of tests are: tests/README.md.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

all=0
case "${1:-}" in
  '') ;;
  --all) all=1 ;;
  *) echo "usage: ./test.sh [--all]" >&2; exit 2 ;;
esac
# Tests with seeds read this: 1 means the long run.
export VORONKA_ALL=$all

wanted=(all)
[ $all = 0 ] || wanted+=(engines statistics)
web/toolchain/setup.sh "${wanted[@]}" || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
. web/toolchain/env.sh

passed=0 failed=0 skipped=0
mkdir -p build
reasons=build/skips.txt
: >"$reasons"

stage() { printf '\n== %s\n' "$*"; }
pass() { passed=$((passed + ${1:-1})); }
fail() { failed=$((failed + ${1:-1})); }
# A check that is one claim as a whole.
check() {
  local title="$1"
  shift
  if "$@"; then echo "ok: $title"; pass; else echo "FAILED: $title"; fail; fi
}

# What is checked for style: all files, or those that differ from where this branch left the upstream one.
cpp_files() {
  if [ $all = 1 ]; then
    git ls-files --cached --others --exclude-standard -- 'src/*.hpp' 'src/*.cpp' 'tests/*.hpp' 'tests/*.cpp'
  else
    local base
    base="$(git merge-base HEAD '@{upstream}' 2>/dev/null || git rev-parse HEAD 2>/dev/null)"
    { git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard; } | sort -u |
      grep -E '^(src|tests)/.*\.(hpp|cpp)$'
  fi | while IFS= read -r file; do [ -f "$file" ] && printf '%s\n' "$file"; done
}

format() { printf '%s\n' "$files" | xargs clang-format-19 --dry-run -Werror; }

# Headers are read through the sources that include them. The compile commands are those of the native tests, so what only the
# page or a bench compiles (src/platform/web, tests/bench, tests/web) is left out. So is a test that no commit of late has touched: it was
# read when it was written, what has changed under it since is read with src, and reading all of them again is minutes of every run.
tidy() {
  local known sources untouched
  untouched="$(comm -23 <(git ls-files 'tests/*.cpp' | sort) <({ git log -20 --name-only --format= -- tests; git diff --name-only HEAD; } | sort -u))"
  known="$(sed -n 's/^  "file": "\(.*\)",\{0,1\}$/\1/p' build/native-asan/compile_commands.json)"
  sources="$(printf '%s\n' "$files" | grep -E '\.cpp$' | grep -Fxv -f <(printf '%s\n' "$untouched") | sed "s|^|$PWD/|" | grep -Fx -f <(printf '%s\n' "$known"))"
  [ -n "$sources" ] || return 0
  printf '%s\n' "$sources" | xargs -P "$(nproc)" -n 4 clang-tidy-19 --quiet -p build/native-asan 2>build/tidy.err ||
    { cat build/tidy.err; return 1; }
}

# doctest's summary line -> counts. A test that cannot run here prints "[skip] reason" and returns: it is then not a pass.
run_doctest() {
  local log="$1" cases ok bad skips
  shift
  # Without colours: their escape codes would hide the summary (compiled to wasm, doctest takes every output for a terminal).
  "$@" --no-colors=true >"$log" 2>&1
  local code=$?
  cases="$(grep -a -E '^\[doctest\] test cases:' "$log" | tail -1)"
  ok="$(sed -n 's/.*| *\([0-9]*\) passed.*/\1/p' <<<"$cases")"
  bad="$(sed -n 's/.*| *\([0-9]*\) failed.*/\1/p' <<<"$cases")"
  skips="$(grep -a -c '^\[skip\] ' "$log")"
  if [ -z "$ok" ]; then
    cat "$log"
    echo "FAILED: the test program ended without a summary (exit code $code)"
    fail
    return
  fi
  grep -a '^\[skip\] ' "$log" | sed 's/^\[skip\] //' | tee -a "$reasons" | sed 's/^/skipped: /'
  [ $code = 0 ] || grep -a -v '^\[skip\] ' "$log"
  echo "$cases"
  pass $((ok - skips))
  skipped=$((skipped + skips))
  # A sanitizer or a crash after the last test also counts.
  if [ "$bad" != 0 ]; then fail "$bad"; elif [ $code != 0 ]; then fail; fi
}

# node's test runner; its counts are read from TAP, people see the readable form. So many files of tests at once as $2 says.
run_node_tests() {
  local tap="build/$1.tap" at_once="$2" count
  shift 2
  rm -f "$tap"
  # A failed test may leave a browser behind that holds our pipes: without the forced exit the runner would wait for it for ever.
  node --test --test-force-exit --test-concurrency="$at_once" --test-timeout=600000 --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "$@" </dev/null
  local code=$?
  count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$tap" 2>/dev/null | tail -1 | grep . || echo 0; }
  local ok bad skips
  ok="$(count pass)" bad=$(($(count fail) + $(count cancelled))) skips=$(($(count skipped) + $(count todo)))
  sed -n 's/^ *ok .* # SKIP *//p; s/^ *ok .* # TODO *//p' "$tap" >>"$reasons"
  pass "$ok"
  skipped=$((skipped + skips))
  if [ "$bad" != 0 ]; then fail "$bad"; elif [ $code != 0 ]; then fail; fi
}

tests_in() { find "$1" -maxdepth 1 -name '*.test.mjs' 2>/dev/null | sort; }

# ---- stages -----------------------------------------------------------------------------------------------------------

stage "Generators and tools"
mapfile -t list < <(tests_in tests/tools)
[ ${#list[@]} = 0 ] || run_node_tests tools 1 "${list[@]}"

stage "Crashes of the storage"
mapfile -t list < <(tests_in tests/crash)
[ ${#list[@]} = 0 ] || run_node_tests crash 1 "${list[@]}"

stage "C++ tests with sanitizers"
if web/toolchain/build.sh native-asan; then
  # Leaks of the program at exit are not looked for; everything else a sanitizer sees ends the run.
  run_doctest build/native-asan.out env ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 build/native-asan/voronka_tests
else
  fail
fi

stage "Style"
files="$(cpp_files)"
if [ -n "$files" ]; then
  check "formatted as .clang-format says" format
  check "clang-tidy has nothing to say" tidy
fi

stage "Fuzz targets"
# Always the same seed and the same number of inputs (about ten seconds), and no memory of earlier runs: what is green here is green
# elsewhere. As many at once as there are processors.
fuzz() {
  local name="$1" work="build/fuzz/corpus/$1" runs
  case "$name" in
    json) runs=180000 ;;
    own_file | merge) runs=120000 ;;
    wire) runs=75000 ;;
    stored) runs=9000 ;;
    table) runs=750 ;;
    template) runs=60000 ;;
    workbook) runs=150000 ;;
    json_table | vcard | ics) runs=20000 ;;
    *) runs=2000 ;;
  esac
  rm -rf "$work" && mkdir -p "$work" build/fuzz/found
  ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 "build/fuzz/${name}_fuzz" -seed=1 -runs="$runs" -max_total_time=120 \
    -max_len=16384 -timeout=20 -rss_limit_mb=2048 -dict=tests/fuzz/voronka.dict -artifact_prefix="build/fuzz/found/$name-" \
    "$work" "tests/fuzz/corpus/$name" >"build/fuzz/$name.out" 2>&1
  echo $? >"build/fuzz/$name.code"
}
fuzzed() {
  grep -a '^Done ' "build/fuzz/$1.out"
  [ "$(cat "build/fuzz/$1.code")" = 0 ] && return
  grep -a -v -E '^#[0-9]+[[:space:]]' "build/fuzz/$1.out" | tail -60
  return 1
}
if web/toolchain/build.sh fuzz fuzz_targets; then
  mapfile -t list < <(cd tests/fuzz && printf '%s\n' *_fuzz.cpp | sed 's/_fuzz\.cpp$//')
  export -f fuzz
  rm -f build/fuzz/*.code
  printf '%s\n' "${list[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}'
  for name in "${list[@]}"; do check "$name: no input breaks what the target claims" fuzzed "$name"; done
else
  fail
fi

stage "C++ tests as wasm in node"
if web/toolchain/build.sh web-test voronka_tests; then
  [ ! -f build/web-test/voronka_tests.mjs ] || run_doctest build/web-test.out node tests/wasm/run.mjs build/web-test/voronka_tests.mjs
else
  fail
fi

stage "Headless program"
mapfile -t list < <(tests_in tests/headless)
[ ${#list[@]} = 0 ] || run_node_tests headless 1 "${list[@]}"

stage "The page"
if web/toolchain/build.sh web; then
  if [ -f build/web/voronka.wasm ]; then
    check "the site is packed" node web/toolchain/pack.mjs build/web dist
    check "the site is within its budgets" node web/toolchain/budget.mjs build/web dist
  fi
  mapfile -t list < <(tests_in tests/web)
  # A browser that is looked at waits most of the time: two of them take half as long as one after the other.
  [ ${#list[@]} = 0 ] || run_node_tests web 2 "${list[@]}"
else
  fail
fi

if [ $all = 1 ]; then
  stage "Other engines"
  mapfile -t list < <(tests_in tests/engines)
  if [ -f dist/index.html ]; then run_node_tests engines 1 "${list[@]}"; else fail; fi
fi

if [ $all = 1 ] && [ -s "$reasons" ]; then
  while IFS= read -r reason; do
    if ! grep -Fxq -- "- $reason" tests/README.md; then
      echo "FAILED: skipped for a reason that tests/README.md does not list: $reason"
      fail
    fi
  done < <(sort -u "$reasons")
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed -gt 0 ]
