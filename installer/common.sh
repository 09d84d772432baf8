# SPDX-License-Identifier: GPL-3.0-or-later
# What the set-up scripts share: messages, missing packages, configure and build. Sourced, not run.
# shellcheck shell=bash

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
began=$SECONDS

say() { printf '\n== %s (%d s)\n' "$*" "$((SECONDS - began))"; }
note() { printf '   %s\n' "$*"; }
die() {
    printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# packages_of GROUP…: their names, one a line.
packages_of() {
    local group
    for group in "$@"; do
        awk -v wanted="[$group]" '/^\[/ { inside = ($0 == wanted); next }
            inside && NF && !/^#/ { print $1 }' "$repository/installer/packages"
    done
}

# missing_packages NAME…: those that dpkg does not have, one a line.
missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] ||
            printf '%s\n' "$name"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 \
        install --no-install-recommends "$@"
}

# install_packages GROUP…: installs what is missing; ends the script, saying what to do, if it cannot.
install_packages() {
    local wanted missing log
    mapfile -t wanted < <(packages_of "$@")
    if ! command -v dpkg-query >/dev/null; then
        die "this set-up knows Debian 12 and Ubuntu 24.04. On another system install the libraries
listed in installer/packages, then: cmake --preset release && cmake --build --preset release"
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if [ "${#missing[@]}" -eq 0 ]; then
        return
    fi
    say "Installing ${#missing[@]} packages"
    note "${missing[*]}"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "packages are missing and there is no sudo. Run this as root, then start again:
  apt-get install --no-install-recommends ${missing[*]}"
    fi
    log=$(mktemp)
    # The lists may be missing or old: refresh them only when the first try fails.
    if ! apt_install "${missing[@]}" >"$log" 2>&1; then
        as_root apt-get -qq update >>"$log" 2>&1 || true
        if ! apt_install "${missing[@]}" >>"$log" 2>&1; then
            tail -n 20 "$log" >&2
            die "the packages could not be installed; the whole log is $log"
        fi
    fi
    rm -f "$log"
}

# How many compilers at once: one a core, and 1.5 GB for each.
build_jobs() {
    local cores memory_mb jobs
    cores=$(nproc)
    memory_mb=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
    jobs=$((memory_mb / 1500))
    [ "$jobs" -lt "$cores" ] || jobs=$cores
    [ "$jobs" -gt 0 ] || jobs=1
    printf '%d' "$jobs"
}

# configure_and_build PRESET [CMAKE_ARGUMENT…]
configure_and_build() {
    local preset=$1 log="$repository/build/$1-configure.log"
    shift
    mkdir -p "$repository/build"
    say "Building ($preset, $(build_jobs) at once)"
    if ! (cd "$repository" && cmake --preset "$preset" "$@") >"$log" 2>&1; then
        cat "$log" >&2
        die "CMake could not configure the build"
    fi
    (cd "$repository" && cmake --build --preset "$preset" --parallel "$(build_jobs)")
}
