# Where everything lives that is not committed. Sourced by setup.sh and env.sh, sets variables and nothing else.
# One folder per user, not per checkout: a second clean checkout on the same machine is ready at once.
VORONKA_CACHE="${VORONKA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/voronka}"
VORONKA_COMPILER="$VORONKA_CACHE/compiler"       # Emscripten and LLVM, unpacked, with their own libc
VORONKA_EMCACHE="$VORONKA_CACHE/emcache"         # libc, libc++ and friends, compiled by the first links
VORONKA_LIBS="$VORONKA_CACHE/libs"               # imgui/ and include/ (nlohmann, doctest)
VORONKA_NODE="$VORONKA_CACHE/node"               # only when the machine's own node is too old
VORONKA_TOOLS="$VORONKA_CACHE/tools"             # patchelf, and the clang tools where there is no root
