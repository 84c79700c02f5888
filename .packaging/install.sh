#!/bin/sh
# Installs Foldout below a prefix, or removes it from there: install.sh [--uninstall] [PREFIX]   (/usr/local unless named)
set -eu
cd "$(dirname "$(readlink -f "$0")")"
remove=
if [ "${1-}" = --uninstall ]; then
  remove=yes
  shift
fi
prefix=${1:-/usr/local}
while IFS= read -r file; do
  if [ -n "$remove" ]; then
    rm -f "$prefix/$file"
  else
    mkdir -p "$prefix/$(dirname "$file")"
    # What runs may be running: a new file takes its place at once.
    cp -P "$file" "$prefix/$file.new$$"
    mv -f "$prefix/$file.new$$" "$prefix/$file"
  fi
done <share/foldout/files
if [ -n "$remove" ]; then
  for folder in lib/foldout share/foldout share/doc/foldout; do
    [ ! -d "$prefix/$folder" ] || find "$prefix/$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
  echo "Foldout is removed from $prefix"
else
  echo "Foldout is in $prefix/bin"
fi
