#!/usr/bin/env bash
# Tries the merchant's page in headless Chromium: Tests/Browser/run.sh PATH-OF-LOWCARBON. Screenshots come to .build/browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
lowcarbon="${1:-.build/release/lowcarbon}"
venv=.build/browser-venv
command -v chromium >/dev/null || apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q "playwright>=1.50,<2" "axe-playwright-python==0.1.8"
fi
mkdir -p .build/browser
"$lowcarbon" serve --rules rules --port 0 --language en 2>.build/browser/serve.log &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    grep -q "serving http" .build/browser/serve.log && break
    sleep 0.2
done
address="$(sed -n 's/^serving \(http[^ ]*\) .*/\1/p' .build/browser/serve.log)"
"$venv/bin/python" Tests/Browser/browser_test.py "${address%/}" .build/browser
