#!/bin/sh
# Shows postkit on a copy of the example sites: findings, a conversion, fixes, a clean end.
# usage: sh examples/demo.sh FOLDER    (postkit must be on the PATH)
set -eu
folder=$1
rm -rf "$folder"
mkdir -p "$folder"
cp -R "$(dirname "$0")/blog" "$(dirname "$0")/hugo" "$folder"
origin=$(cd "$(dirname "$0")" && pwd)
cd "$folder"

say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }
run() {
  expected=$1
  shift
  say "$@"
  status=0
  "$@" || status=$?
  if [ "$status" -ne "$expected" ]; then
    echo "demo: exit status $status, expected $expected" >&2
    exit 1
  fi
}

run 1 postkit check
run 0 postkit convert
run 0 postkit check --fix
run 0 postkit check
say git diff --no-index --stat
for site in blog hugo; do
  git --no-pager diff --no-index --stat "$origin/$site" "$site" || true
done
echo
echo "The mended sites are in $folder; compare them with examples/."
