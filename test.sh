#!/usr/bin/env bash
# Installs what the tests need and runs them all. The README's second command; CI runs the same.
set -euo pipefail
cd "$(dirname "$0")"

# The ledger is also checked by programs that are not ours: python3 with hashlib, and openssl; papers by poppler,
# qpdf and zbar; pages in Chromium by its own driver.
need=()
for tool in cc:gcc python3:python3 openssl:openssl git:git pdftotext:poppler-utils qpdf:qpdf zbarimg:zbar-tools \
  chromium:chromium chromedriver:chromium-driver; do
  command -v "${tool%%:*}" >/dev/null || need+=("${tool##*:}")
done
# Chinese pages are measured with Chinese signs, not with boxes in their place.
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || need+=(fontconfig fonts-wqy-microhei)
if [ "${#need[@]}" -gt 0 ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends "${need[@]}"
fi

step() { printf '\n== %s\n' "$*"; "$@"; }

step cargo fmt --all --check
step cargo clippy --locked --workspace --all-targets -- -D warnings
step env RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --quiet
if cargo nextest --version >/dev/null 2>&1; then
  step cargo nextest run --locked --workspace
else
  step cargo test --locked --workspace
fi
