#!/bin/sh
# Gets a Chromium for the browser tests: the distribution's, where we may install it, else
# Playwright's own. `make test` calls it where no chromium is found.
set -eu
cd "$(dirname "$0")/../.."
echo "setup: getting a browser for the tests"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq || true
  apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
  exec .venv/bin/playwright install --with-deps chromium
fi
exec .venv/bin/playwright install chromium
