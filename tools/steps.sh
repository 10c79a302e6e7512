# Read by tools/run, tools/test and .ci/run: steps that say what they do and how far they are and end in one line each,
# and the packages they need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Two jobs unless asked otherwise: a compiler needs up to 1.5 GB here.
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-2}

# How ninja marks each of its lines, so that progress can be read from its log and the log stay clean when shown.
export NINJA_STATUS='@%f/%t@ '
# The file descriptor that progress goes to: what runs these scripts with their output put aside names another.
progress_to=${CLIENTELE_PROGRESS:-1}

# counted LOG: "DONE TOTAL" as ninja, ctest or apt-get have written last; nothing when they have not.
counted() {
  awk '
    /^@[0-9]+\/[0-9]+@/ && !/ Re-(checking|running) / { split($0, part, /[@\/]/); done = part[2]; total = part[3] }
    /^ *[0-9]+\/[0-9]+ +Test +#/ { split($1, part, "/"); done = part[1]; total = part[2] }
    / newly installed, / { for (i = 2; i < NF; ++i) if ($i == "newly") { done = 0; total = 3 * $(i - 1) } }
    /^(Get:|Unpacking |Setting up )/ && total { ++done }
    END { if (total) print (done > total ? total : done), total }' "$1"
}

# progress_line TEXT SECONDS [DONE TOTAL]: "building dev: 120 of 261 (46 %), about 4 min left".
progress_line() {
  local text=$1 seconds=$2 done=${3:-} total=${4:-} line
  [ -n "$total" ] || { echo "$text: $seconds s so far" && return; }
  line="$text: $done of $total ($((100 * done / total)) %)"
  # The first few say little about the others.
  if [ "$seconds" -ge 5 ] && [ $((20 * done)) -ge "$total" ] && [ "$done" -lt "$total" ]; then
    local left=$((seconds * (total - done) / done))
    if [ $left -ge 90 ]; then line+=", about $(((left + 30) / 60)) min left"; else line+=", about $left s left"; fi
  fi
  echo "$line"
}

# show_progress TEXT LOG: until it is stopped, or the script is: on a terminal one line that moves, elsewhere a line at
# every tenth, but not within 5 seconds, and when 30 seconds have passed without one.
show_progress() {
  local text=$1 log=$2 started=$SECONDS said=$SECONDS tenth=0 done total now line
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    read -r done total < <(counted "$log") || true
    line=$(progress_line "$text" $((SECONDS - started)) $done $total)
    if [ -t "$progress_to" ]; then
      printf '\r%s\033[K' "$line" >&"$progress_to"
      continue
    fi
    now=$((${total:-0} > 0 ? 10 * done / total : 0))
    if [ $((SECONDS - said)) -ge 30 ] || { [ "$now" -gt "$tenth" ] && [ $((SECONDS - said)) -ge 5 ]; }; then
      said=$SECONDS tenth=$now
      echo "$line" >&"$progress_to"
    fi
  done
}

# watched TEXT LOG COMMAND...: the command with its output in the log and its progress shown; its own exit code.
watched() {
  local text=$1 log=$2 watcher status=0
  shift 2
  show_progress "$text" "$log" </dev/null 2>/dev/null &
  watcher=$!
  "$@" >"$log" 2>&1 || status=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  [ ! -t "$progress_to" ] || printf '\r\033[K' >&"$progress_to"
  sed -i '/^@[0-9]*\/[0-9]*@ /d' "$log"
  return $status
}

# step TEXT COMMAND...: prints the text and the seconds; the command's output only when it fails.
step() {
  local text=$1 log started=$SECONDS
  shift
  log=$(mktemp)
  if watched "$text" "$log" "$@"; then
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
  local as_root=() apt=(env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
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
  cmake --preset "$1" --log-level=WARNING && cmake --build --preset "$1" -j "$jobs" "${@:2}"
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
