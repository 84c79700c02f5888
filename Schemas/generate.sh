#!/bin/sh
# Makes the C code of target COnnx from onnx.proto: generate.sh [DIRECTORY]
# Without a directory it writes where the package keeps the code; with one it writes there, so that a
# check can compare the two.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$here/../Sources/COnnx}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
protoc-c --proto_path="$here" --c_out="$work" onnx.proto
mkdir -p "$target/include"
cp "$work/onnx.pb-c.c" "$target/onnx.pb-c.c"
cp "$work/onnx.pb-c.h" "$target/include/onnx.pb-c.h"
