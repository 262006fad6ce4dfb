#!/bin/sh
# Chromium and Chinese fonts for the browser tests, from Debian packages by name.
# As root: installed. Not root: downloaded into .run/debian and unpacked there. Otherwise one clear error, never a silent skip.
set -eu
cd "$(dirname "$0")/.."
if command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi 'cjk'; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "browser tests need Chromium and a Chinese font (Debian packages chromium, fonts-noto-cjk), and this machine has no apt-get. Install both, then run again." >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  echo "installing chromium and fonts-noto-cjk"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null 2>&1 || { apt-get update -qq >/dev/null; apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; }
  exit 0
fi
target=$PWD/.run/debian
[ -x "$target/usr/bin/chromium" ] && exit 0
echo "not root: unpacking chromium and fonts-noto-cjk into .run/debian"
mkdir -p "$target/packages"
cd "$target/packages"
names=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances chromium fonts-noto-cjk | grep '^[a-z0-9]' | sort -u)
# shellcheck disable=SC2086
apt-get download $names 2>/dev/null || for name in $names; do apt-get download "$name" 2>/dev/null || true; done
for package in *.deb; do dpkg -x "$package" "$target"; done
[ -x "$target/usr/bin/chromium" ] || { echo "Chromium could not be unpacked: run 'apt-get update' as root once, or install chromium and fonts-noto-cjk." >&2; exit 1; }
