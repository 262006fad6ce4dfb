#!/bin/sh
# Chromium and Chinese fonts for the browser tests, pdfsig and certutil for those of signatures, from Debian packages by name.
# As root: installed. Not root: downloaded into .run/debian and unpacked there. Otherwise one clear error, never a silent skip.
set -eu
cd "$(dirname "$0")/.."
packages="chromium fonts-noto-cjk fontconfig poppler-utils libnss3-tools"
if command -v chromium >/dev/null 2>&1 && command -v pdfsig >/dev/null 2>&1 && command -v certutil >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi 'cjk'; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "tests need Chromium, a Chinese font, pdfsig and certutil (Debian packages chromium, fonts-noto-cjk, poppler-utils, libnss3-tools), and this machine has no apt-get. Install them, then run again." >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  echo "installing $packages"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get install -y -qq $packages >/dev/null 2>&1 || { apt-get update -qq >/dev/null; apt-get install -y -qq $packages >/dev/null; }
  exit 0
fi
target=$PWD/.run/debian
[ -x "$target/usr/bin/chromium" ] && [ -x "$target/usr/bin/pdfsig" ] && [ -x "$target/usr/bin/certutil" ] && exit 0
echo "not root: unpacking $packages into .run/debian"
mkdir -p "$target/packages"
cd "$target/packages"
# shellcheck disable=SC2086
names=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances $packages | grep '^[a-z0-9]' | sort -u)
# shellcheck disable=SC2086
apt-get download $names 2>/dev/null || for name in $names; do apt-get download "$name" 2>/dev/null || true; done
for package in *.deb; do dpkg -x "$package" "$target"; done
for program in chromium pdfsig certutil; do
  [ -x "$target/usr/bin/$program" ] || { echo "$program could not be unpacked: run 'apt-get update' as root once, or install $packages." >&2; exit 1; }
done
