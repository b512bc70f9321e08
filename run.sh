#!/usr/bin/env bash
# Sets up, builds and serves Voronka on 127.0.0.1:${PORT:-8080}; prints the address when the page answers.
# ./run.sh --build stops after the build: the site is then in dist/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

case "${1:-}" in
  '' | --build) ;;
  *) echo "usage: ./run.sh [--build]" >&2; exit 2 ;;
esac

web/toolchain/setup.sh compiler libs node
. web/toolchain/env.sh
web/toolchain/build.sh web
node web/toolchain/pack.mjs build/web dist
[ "${1:-}" = --build ] || exec node web/toolchain/serve.mjs dist
