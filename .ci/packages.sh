# What scripts of .ci share: they are started from a checkout, and install what a bare Debian lacks.
# shellcheck shell=bash

step() { printf '\n== %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

missing_packages() {
    local package status
    for package in "$@"; do
        # A later Debian names some of them with the suffix t64.
        status=$(dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null || true)
        [[ $status == *'install ok installed'* ]] || echo "$package"
    done
}

install_packages() {
    local missing as_root=()
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "missing, and not root: ${missing[*]}"; return 0; }
        as_root=(sudo)
    fi
    step "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# Start an X server without a screen; sets `server` and `display`, and keeps a file in the folder $1.
start_display() {
    Xvfb -displayfd 1 -screen 0 1280x1024x24 -nolisten tcp >"$1/display" 2>/dev/null &
    server=$!
    until [ -s "$1/display" ]; do
        kill -0 "$server" || fail "Xvfb did not start"
        sleep 0.1
    done
    display=:$(cat "$1/display")
}

# The window of the program that can be seen; Qt keeps another of that name, which nobody sees.
window() {
    local id
    id=$(xwininfo -root -tree | awk '/"isodiary": \(".*" "isodiary"\)/ { print $1; exit }')
    [ -z "$id" ] || ! xwininfo -id "$id" | grep -q 'Map State: IsViewable' || echo "$id"
}
