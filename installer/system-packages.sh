#!/bin/sh
# Install what Qt needs on Debian and Ubuntu; on other systems there is nothing to do here.
set -eu

PACKAGES="python3-venv libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 \
libdbus-1-3 libfontconfig1 libglib2.0-0 libatomic1 libcups2 libwayland-cursor0 libwayland-egl1 fontconfig"

command -v apt-get >/dev/null 2>&1 || exit 0

missing=""
for package in $PACKAGES; do
    # A later Debian calls some of these "…t64" and provides the old name.
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" ||
        dpkg-query -W -f='${Provides} ${Status}\n' "${package}t64" 2>/dev/null | grep -q "ok installed" ||
        missing="$missing $package"
done
# A Python that can already make virtual environments needs no package for it.
if "${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null; then
    missing=$(echo "$missing" | sed 's/ python3-venv//')
fi
[ -n "$(echo "$missing" | tr -d ' ')" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    become=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    become="sudo"
else
    echo "Some system libraries are missing. Run this line, then try again:"
    echo "    sudo apt-get install --no-install-recommends$missing"
    exit 1
fi

echo "Installing system libraries:$missing"
$become apt-get update -qq
# shellcheck disable=SC2086 - a list of words is meant
DEBIAN_FRONTEND=noninteractive $become apt-get install -y -qq --no-install-recommends $missing >/dev/null
