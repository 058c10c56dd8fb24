#!/bin/sh
# Writes the figures of docs/feel-profile.md anew: Scripts/write-feel-figures.sh FILE.jsonl [lowcarbon]
set -eu
file=$1
command=${2:-.build/debug/lowcarbon}
page=docs/feel-profile.md
figures=$(mktemp)
"$command" conformance "$file" --format markdown > "$figures" || [ $? -eq 1 ]
awk -v figures="$figures" '
  /^<!-- figures -->$/ { print; print ""; while ((getline line < figures) > 0) print line; print ""; skipping = 1 }
  /^<!-- end of figures -->$/ { skipping = 0 }
  !skipping { print }
' "$page" > "$page.new"
mv "$page.new" "$page"
rm "$figures"
