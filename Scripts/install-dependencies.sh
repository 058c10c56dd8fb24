#!/usr/bin/env bash
# Installs what is missing to build: the C libraries (with apt-get) that are linked. Swift itself is expected to be there.
set -euo pipefail

missing=()
have() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
for package in libyaml-dev libsimdjson-dev zlib1g-dev libzstd-dev libsqlite3-dev pkg-config g++; do
    # pkg-config may come as pkgconf, which provides the command.
    if [ "$package" = pkg-config ] && command -v pkg-config >/dev/null; then continue; fi
    have "$package" || missing+=("$package")
done

# The check of the documentation is a few lines of Python; any will do.
command -v python3 >/dev/null || missing+=(python3)

if ! command -v swift >/dev/null; then
    echo "swift is not installed: see https://www.swift.org/install/linux/ (version 6.1 or newer)" >&2
    exit 1
fi
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

if ! command -v apt-get >/dev/null; then
    echo "please install: ${missing[*]}" >&2
    exit 1
fi
run() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
echo "installing ${missing[*]}" >&2
run apt-get update -qq
run apt-get install -y -qq --no-install-recommends "${missing[@]}"
