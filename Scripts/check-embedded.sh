#!/usr/bin/env bash
# Compiles the engine as Embedded Swift for WebAssembly: no Foundation, no existentials, no runtime beyond the standard library.
set -euo pipefail
cd "$(dirname "$0")/.."

resources="$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath" *: *"\([^"]*\)".*/\1/p' | head -n 1)/embedded"
triple=wasm32-unknown-none-wasm
if [ ! -d "$resources/Swift.swiftmodule" ] || ! ls "$resources/Swift.swiftmodule" | grep -q "^$triple"; then
    echo "check-embedded: skipped, this toolchain has no Embedded Swift library for $triple"
    exit 0
fi

out=.build/embedded
rm -rf "$out"
mkdir -p "$out"
for module in ExactNumbers RuleProgram RuleEngine; do
    swiftc -enable-experimental-feature Embedded -target "$triple" -wmo -parse-as-library -O \
        -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility -swift-version 6 \
        -module-name "$module" -I "$out" -emit-module -emit-module-path "$out/$module.swiftmodule" \
        -c "Sources/$module"/*.swift -o "$out/$module.o"
done
echo "check-embedded: ExactNumbers, RuleProgram and RuleEngine compile for $triple"
