# Read by tools/run, tools/test and .ci/run: steps that print one line each, and the packages they need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Two jobs unless asked otherwise: a compiler needs up to 1.5 GB here.
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-2}

# step TEXT COMMAND...: prints the text and the seconds; the command's output only when it fails.
step() {
  local text=$1 log started=$SECONDS
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    echo "$text ($((SECONDS - started)) s)"
    rm -f "$log"
  else
    echo "$text: FAILED" >&2
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# has_program PACKAGE: whether what the package would bring is there already, from elsewhere.
has_program() {
  case $1 in
    nodejs) [ "$(node -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 18 ] ;;
    npm) command -v npm >/dev/null ;;
    chromium) [ -x /usr/bin/chromium ] ;;
    *) false ;;
  esac
}

# missing_packages SET...: the packages of these sets that are not installed.
missing_packages() {
  local name set why
  while read -r name set why; do
    case " $* " in *" $set "*) ;; *) continue ;; esac
    has_program "$name" || [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done < <(grep -v '^#' tools/packages.txt)
}

apt_install() {
  local as_root=() apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  local install=("${as_root[@]}" "${apt[@]}" install --no-install-recommends "$@")
  # Without package lists, or with old ones, the first try fails and an update helps.
  "${install[@]}" || { "${as_root[@]}" "${apt[@]}" update && "${install[@]}"; }
}

# install SET...: installs what is missing of these sets.
install() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This script installs with apt-get, which is not here. Install the like of: ${missing[*]}" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "Packages are missing and there is no sudo. As root: apt-get install --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
  step "installing ${#missing[@]} packages" apt_install "${missing[@]}"
}

configure_and_build() {
  cmake --preset "$1" --log-level=WARNING && cmake --build --preset "$1" -j "$jobs" "${@:2}" -- --quiet
}

# build PRESET [--target TARGET...]
build() {
  step "building $1" configure_and_build "$@"
}

# build_report_page PRESET: the one step of a build that needs a network, so nothing else stops when it fails.
build_report_page() {
  step "making the report page" configure_and_build "$1" --target report_page ||
    echo "Going on without the report page: clientele report and its tests are left out." >&2
}
