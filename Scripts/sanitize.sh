#!/usr/bin/env bash
# Runs the test suite, or one part of it, under AddressSanitizer and ThreadSanitizer, or under the one named.
# Scripts/sanitize.sh [address|thread] [PART…]; without a part, all of them. Each part takes under 40 minutes on two cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

declare -A parts=(
    [reading]="DiagnosticsTests ExactNumbersTests YAMLTreeTests RuleSyntaxTests SceneDataTests"
    [checking]="RuleModelTests NormTestingTests ConformanceTests"
    [scoring]="DifferentialTests ColumnEngineTests LowCarbonRulesTests"
    [analysis]="RuleAnalysisTests"
    [service]="LabelStoreTests LowCarbonServerTests NormDocsTests PointsConversionTests"
    [command]="CommandTests DocumentationTests"
)

# A test target that no part names would never run here.
while IFS= read -r target; do
    case " ${parts[*]} " in
        *" $target "*) ;;
        *) echo "$target is in no part of Scripts/sanitize.sh" >&2; exit 1 ;;
    esac
done < <(sed -n '/\.testTarget(/,/name:/s/^[^"]*name: "\([A-Za-z]*\)".*/\1/p' Package.swift)

sanitizers=(address thread)
case "${1:-}" in
    address | thread)
        sanitizers=("$1")
        shift
        ;;
esac
chosen=("$@")
[ ${#chosen[@]} -gt 0 ] || chosen=(reading checking scoring analysis service command)
for part in "${chosen[@]}"; do
    [ -n "${parts[$part]:-}" ] || { echo "no part '$part'; there are: ${!parts[*]}" >&2; exit 2; }
done

# Random runs are cut: a sanitizer looks at paths, and the gate has looked at more values.
export LOWCARBON_SEEDS=${LOWCARBON_SEEDS:-8}
# The runtimes find symbols by themselves; what Swift keeps for ever is no leak.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
export TSAN_OPTIONS=halt_on_error=0:second_deadlock_stack=1:exitcode=66
for sanitizer in "${sanitizers[@]}"; do
    scratch=.build-$([ "$sanitizer" = address ] && echo asan || echo tsan)
    swift build --build-tests --sanitize "$sanitizer" --scratch-path "$scratch"
    for part in "${chosen[@]}"; do
        filters=()
        for target in ${parts[$part]}; do filters+=(--filter "^$target\\."); done
        start=$SECONDS
        swift test --skip-build --sanitize "$sanitizer" --scratch-path "$scratch" "${filters[@]}"
        echo "sanitize: $sanitizer, part $part: passed in $((SECONDS - start)) s"
    done
done
