#!/usr/bin/env bash
# Runs the whole test suite under AddressSanitizer and ThreadSanitizer, or under the one named.
# Scripts/sanitize.sh [address|thread]…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
sanitizers=("$@")
[ ${#sanitizers[@]} -gt 0 ] || sanitizers=(address thread)
# The runtimes find symbols by themselves; what Swift keeps for ever is no leak.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
export TSAN_OPTIONS=halt_on_error=0:second_deadlock_stack=1
for sanitizer in "${sanitizers[@]}"; do
    case "$sanitizer" in
        address) scratch=.build-asan ;;
        thread) scratch=.build-tsan ;;
        *) echo "address or thread, not $sanitizer" >&2; exit 2 ;;
    esac
    swift test --sanitize "$sanitizer" --scratch-path "$scratch"
done
