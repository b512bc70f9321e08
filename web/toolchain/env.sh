# Source this (bash) to have the prepared compiler and node on PATH:  . web/toolchain/env.sh
# It prepares nothing; web/toolchain/setup.sh does. An Emscripten of the machine's own (emsdk) keeps its place.
. "$(dirname "${BASH_SOURCE[0]}")/paths.sh"
export VORONKA_CACHE
if [ -x "$VORONKA_NODE/bin/node" ]; then export PATH="$VORONKA_NODE/bin:$PATH"; fi
if [ -x "$VORONKA_COMPILER/usr/share/emscripten/emcc" ]; then export PATH="$VORONKA_COMPILER/usr/share/emscripten:$PATH"; fi
