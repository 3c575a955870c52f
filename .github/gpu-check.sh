#!/bin/sh
# Checks Jelbo on this machine's graphics card, from a built tree, in a few minutes: a product, and
# all bundled models: equal bits of two runs, the card against the processor, times of steps.
#
#   .github/gpu-check.sh
#
# Exits with 0 where all is right, 1 where it is not, and 2 where something is missing.
# JELBO_PROFILE  gpu, also when unset: CUDA and cuDNN are on the machine; gpu,cuda: from the build
# JELBO_DRIVER   the driver's folder; /proc/driver/nvidia when unset
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
driver=${JELBO_DRIVER-/proc/driver/nvidia}

missing() { # what, remedy
  printf 'at gpu-check:\n  expected %s\n  try: %s\n' "$1" "$2" >&2
  exit 2
}

[ "$(uname -sm)" = 'Linux x86_64' ] ||
  missing "Linux x86_64, but found $(uname -sm)" 'a machine that TensorFlow has a CUDA library for'
[ -e "$driver/version" ] ||
  missing "a graphics card with NVIDIA's driver, but found no $driver/version" \
    'a machine with a card, and its driver installed'
export JELBO_PROFILE="${JELBO_PROFILE-gpu}"
[ -f "$root/samples/target/jelbo.args" ] &&
  IFS='' read -r identity <"$root/samples/target/jelbo.args" &&
  [ "$identity" = "# $JELBO_PROFILE $root" ] ||
  missing "a tree that is built for cards, but found none" "JELBO_PROFILE=$JELBO_PROFILE ./jelbo --version"
exec "$root/jelbo" doctor --device gpu
