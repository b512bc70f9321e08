#!/usr/bin/env bash
# Configures (when it is new, or CMakePresets.json changed) and builds one preset, quietly: a builder's output is shown only
# when it fails.
# Usage: build.sh PRESET [TARGET...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. web/toolchain/env.sh
preset="$1"
shift
targets=()
[ $# = 0 ] || targets=(--target "$@")

mkdir -p build
log="build/$preset.log"
fail() {
  # Ninja prints the failing command and its messages; the lines of what succeeded are only noise here.
  grep -v -E '^(\[[0-9]+/[0-9]+\]|--) ' "$log" >&2 || cat "$log" >&2
  echo "build of '$preset' failed, whole log: $log" >&2
  exit 1
}
# The builder looks at CMakeLists.txt itself, but not at the presets, nor at where it lies: a copied folder would build its origin.
stamp="build/$preset/.configured"
configured="$PWD $(sha256sum <CMakePresets.json)"
if [ ! -f "build/$preset/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$configured" ]; then
  # What a killed or an older configure left behind would be taken for truth.
  rm -rf "build/$preset"
  cmake --preset "$preset" >"$log" 2>&1 || fail
  printf '%s\n' "$configured" >"$stamp"
fi
# Goes on after an error: one run tells all that is wrong.
cmake --build "build/$preset" "${targets[@]}" -- -k 0 >"$log" 2>&1 || fail
