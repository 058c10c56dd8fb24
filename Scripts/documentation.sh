#!/usr/bin/env bash
# Builds the reference of the public modules with DocC into .build/documentation, from a debug build that is there already.
# Fails on any warning of DocC, and on a public type, function, method or subscript without a comment.
set -euo pipefail
cd "$(dirname "$0")/.."

modules=(
    LowCarbonServer LabelStore LowCarbonRules SceneData PointsConversion NormTesting NormDocs RuleAnalysis ColumnEngine Conformance RuleCompiler RuleEngine RuleProgram RuleModel RuleSyntax YAMLTree
    ExactNumbers Diagnostics
)
out=.build/documentation
graphs="$out/graphs"
rm -rf "$out"
mkdir -p "$out/archives"
target="$(swiftc -print-target-info | sed -n 's/.*"triple" *: *"\([^"]*\)".*/\1/p' | head -n 1)"

# C modules, ours and those of the packages that the service is built on; each once, whoever wrote its map.
maps=()
declare -A seen=()
while IFS= read -r map; do
    name=$(sed -n 's/^ *\(framework \)\{0,1\}module  *"\{0,1\}\([A-Za-z0-9_]*\).*/\2/p' "$map" | head -n 1)
    [ -z "$name" ] || [ -n "${seen[$name]:-}" ] && continue
    seen[$name]=1
    maps+=(-Xcc "-fmodule-map-file=$map")
done < <(find "$PWD"/Sources/*/include "$PWD"/.build/checkouts/*/Sources/*/include "$PWD"/.build/checkouts/*/Sources/* "$PWD"/.build/debug/*.build -maxdepth 1 -name module.modulemap)

for module in "${modules[@]}"; do
    mkdir -p "$graphs/$module"
    swift symbolgraph-extract -module-name "$module" -target "$target" -I .build/debug/Modules -I Sources/CLibYAML -I Sources/CZlib -I Sources/CZstd \
        "${maps[@]}" -minimum-access-level public \
        -skip-synthesized-members -output-dir "$graphs/$module"
done

python3 - "$graphs" <<'PY'
import json, pathlib, sys

kinds = {"swift.enum", "swift.struct", "swift.class", "swift.protocol", "swift.method", "swift.type.method", "swift.func",
         "swift.subscript"}
bare = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*/*.symbols.json")):
    if "@" in path.name:
        continue
    for symbol in json.loads(path.read_text())["symbols"]:
        if "docComment" not in symbol and symbol["kind"]["identifier"] in kinds and "location" in symbol:
            place = symbol["location"]
            bare.append(f'{place["uri"].removeprefix("file://")}:{place["position"]["line"] + 1}: '
                        f'`{".".join(symbol["pathComponents"])}` has no comment')
print("\n".join(bare))
sys.exit(1 if bare else 0)
PY

for module in "${modules[@]}"; do
    catalog="Sources/$module/$module.docc"
    [ -d "$catalog" ] || catalog=
    docc convert ${catalog:+"$catalog"} --additional-symbol-graph-dir "$graphs/$module" --warnings-as-errors \
        --fallback-display-name "$module" --fallback-bundle-identifier "lowcarbon.$module" \
        --output-path "$out/archives/$module.doccarchive" >"$out/$module.log" 2>&1 || {
        cat "$out/$module.log"
        exit 1
    }
done
docc merge "$out"/archives/*.doccarchive --output-path "$out/LowCarbonRules.doccarchive" \
    --synthesized-landing-page-name LowCarbonRules --synthesized-landing-page-kind Package >/dev/null
echo "documentation: ${#modules[@]} modules in $out/LowCarbonRules.doccarchive, no warnings"
