# shellcheck shell=bash
# System packages: find out what is missing, say what will be installed and why, and install it with apt.

NEEDED=()   # "package|why": without it the assistant does not run
OPTIONAL=() # without it some tests are skipped

install_system_packages() {
  find_needed
  [[ $1 != dev ]] || find_optional
  ((${#NEEDED[@]} + ${#OPTIONAL[@]})) || return 0

  say "System packages that will be installed:"
  printf '%s\n' "${NEEDED[@]}" "${OPTIONAL[@]}" | sed -n 's/^\(.*\)|/  \1: /p' >&2
  ((${#NEEDED[@]} == 0)) || install_needed
  ((${#OPTIONAL[@]} == 0)) || install_optional
}

find_needed() {
  local why_venv="keeps the Python packages inside this folder"
  has_library libportaudio.so.2 || NEEDED+=("libportaudio2|the microphone and the speaker")
  has_library libgomp.so.1 || NEEDED+=("libgomp1|lets the language engine use several cores")
  if [[ -z $PYTHON ]]; then
    NEEDED+=("$(python_package)|runs the assistant" "$(python_package)-venv|$why_venv")
  elif ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    NEEDED+=("python3.$PYTHON_MINOR-venv|$why_venv")
  fi
  [[ -n $(llama_wheel) ]] || has_compiler || NEEDED+=("g++|compiles the language engine, once")
}

find_optional() {
  has_program espeak-ng || OPTIONAL+=("espeak-ng|a voice that speaks to the assistant in tests")
  has_program flite || OPTIONAL+=("flite|more such voices, unknown to the starter models")
  # A second sound server would take over the desktop's sound: only where there is none.
  has_program pipewire-pulse && return
  has_program pulseaudio || OPTIONAL+=("pulseaudio|a private sound server for tests, without hardware")
  has_program pactl || OPTIONAL+=("pulseaudio-utils|records what that server plays")
  compgen -G '/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
    OPTIONAL+=("libasound2-plugins|lets PortAudio reach that server")
}

has_program() { command -v "$1" >/dev/null; }
# (grep -q would hang up on ldconfig, which pipefail takes for a failure.)
has_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -F "$1" >/dev/null; }
has_compiler() { has_program "${CC:-cc}" && has_program "${CXX:-c++}"; }

install_needed() {
  local names=("${NEEDED[@]%%|*}")
  may_install ||
    fail "These system packages are missing and cannot be installed from here: ${names[*]}. Install them" \
      "(on Debian and Ubuntu: sudo apt-get install ${names[*]}) and run this again."
  local worked=yes
  apt_install "${names[@]}" || worked=no
  [[ -n $PYTHON ]] || find_python || fail_without_python
  [[ $worked == yes ]] || fail_with_log "System packages"
}

# One that is not to be had must not keep the others away.
install_optional() {
  local name names=("${OPTIONAL[@]%%|*}") missing=()
  if may_install && ! apt_install "${names[@]}"; then
    for name in "${names[@]}"; do
      apt_install "$name" || missing+=("$name")
    done
  elif ! may_install; then
    missing=("${names[@]}")
  fi
  ((${#missing[@]} == 0)) || say "  Not installed, so that some tests will be skipped: ${missing[*]}"
}

is_root() { [[ $(id -u) == 0 ]]; }

may_install() {
  has_program apt-get || return
  is_root && return
  has_program sudo || return
  has_someone_to_ask || sudo -n true 2>/dev/null
}

has_someone_to_ask() { [[ -z ${CI-} && -t 0 && -t 2 ]]; }

# Nothing is ever removed to make room: on a desktop that could be its own sound server. A fresh machine may be
# busy with its first updates: wait for them.
apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
  is_root || apt=(sudo "${apt[@]}")
  if [[ -z ${APT_LISTS_ARE_NEW-} ]]; then
    say "  asking for the newest package lists"
    "${apt[@]}" update >>"$LOG" 2>&1 || true # one broken source must not stop the others
    APT_LISTS_ARE_NEW=yes
  fi
  say "  installing $*"
  "${apt[@]}" install --yes --no-remove --no-install-recommends "$@" >>"$LOG" 2>&1
}
