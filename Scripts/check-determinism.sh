#!/usr/bin/env bash
# The same bytes of output whatever the run, the build, the hash seed, the locale or the time zone.
# Scripts/check-determinism.sh [COMMAND…]: commands to compare; without any, the debug and release builds that there are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
commands=("$@")
if [ ${#commands[@]} -eq 0 ]; then
    for build in debug release; do
        [ -x ".build/$build/lowcarbon" ] && commands+=(".build/$build/lowcarbon")
    done
fi
[ ${#commands[@]} -gt 0 ] || { echo "no command is built; run 'make build' first" >&2; exit 2; }

# Norms with mistakes, so that there is much to report.
broken=$(mktemp -d)
trap 'rm -r "$broken"' EXIT
for kind in hotel restaurant scenic-spot supermarket; do
    sed 's/kWh/kg/; s/points: 5$/points: 4/; s/half up/half upp/' rules/"$kind"/2026.1.yaml > "$broken/$kind.yaml"
done

# Everything in JSON for every norm and scene, in both languages.
outputs() {
    local language kind
    for language in zh en; do
        for kind in hotel restaurant scenic-spot supermarket; do
            "$@" score "$kind" scenes/"$kind"/*.yaml --as-of 2026-10-01 --format json --language "$language" || echo "exit $?"
            "$@" explain "$kind" scenes/"$kind"/*.yaml --as-of 2026-10-01 --format json --language "$language" || echo "exit $?"
        done
        "$@" check rules --format json --language "$language" || echo "exit $?"
        "$@" check "$broken"/*.yaml --rules rules --format json --language "$language" || echo "exit $?"
    done 2>&1
}

wanted=""
bytes=0
runs=0
# compare VARIABLE=VALUE…: the outputs of $command under these variables
compare() {
    local sum
    sum=$(outputs env -u SWIFT_DETERMINISTIC_HASHING "$@" "$command" | sha256sum)
    runs=$((runs + 1))
    [ -n "$wanted" ] || wanted=$sum
    [ "$sum" = "$wanted" ] || { echo "other output: $command with $*" >&2; exit 1; }
}

for command in "${commands[@]}"; do
    bytes=$(outputs env LC_ALL=C TZ=UTC "$command" | wc -c)
    compare LC_ALL=C TZ=UTC
    compare LC_ALL=C TZ=UTC
    compare LC_ALL=C TZ=UTC SWIFT_DETERMINISTIC_HASHING=1
    # A locale that is not installed still reaches whoever reads the variables.
    for locale in zh_CN.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do compare LC_ALL="$locale" LANG="$locale" TZ=UTC; done
    for zone in Asia/Shanghai America/St_Johns Pacific/Kiritimati; do compare LC_ALL=C TZ="$zone"; done
done
echo "the same $bytes bytes in $runs runs of ${#commands[@]} builds"
