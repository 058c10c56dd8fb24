#!/usr/bin/env bash
# Fuzzes every target (or those named) for some seconds each, under AddressSanitizer; fails on the first finding of each.
# Scripts/fuzz.sh SECONDS [TARGET…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60}
shift || true
export LOWCARBON_FUZZ=1
swift build -c release --package-path Fuzz --scratch-path .build-fuzz --sanitize fuzzer --sanitize address --product fuzz
fuzz=.build-fuzz/release/fuzz
work=.build-fuzz/corpus
mkdir -p "$work" .build-fuzz/findings
"$fuzz" dictionary > "$work/words.dict"
# Swift keeps its metadata for ever, which the leak check cannot tell from a leak on every system; growth is held by the limit.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1
failed=()
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <("$fuzz" list)
for target in "${targets[@]}"; do
    mkdir -p "$work/$target" "Fuzz/Corpus/$target"
    log="$work/$target.log"
    if "$fuzz" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3072 -max_len=16384 -len_control=50 \
        -dict="$work/words.dict" -artifact_prefix=".build-fuzz/findings/$target-" -print_final_stats=1 \
        "$work/$target" "Fuzz/Corpus/$target" > "$log" 2>&1
    then
        executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
        printf '%-12s %10s executions, peak %s MiB, nothing found\n' "$target" "$executions" "$peak"
    else
        failed+=("$target")
        printf '%-12s FINDING, see %s\n' "$target" "$log"
        grep -aE 'FINDING|ERROR|Fatal|SUMMARY|Test unit written' "$log" | cut -c1-400 | head -8
    fi
done
[ ${#failed[@]} -eq 0 ] || { echo "findings in: ${failed[*]}"; exit 1; }
