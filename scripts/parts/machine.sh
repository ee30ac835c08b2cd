# shellcheck shell=bash
# Whether this machine can run the assistant at all. Sets PYTHON, if there is one.

PYTHON='' PYTHON_MINOR='' # the command, and which 3.x it is
OLDEST_PYTHON=11 # of 3.x
NEWEST_PYTHON=14 # onnxruntime has no wheel for a newer one yet
NEEDED_GB=3

check_machine() {
  check_system
  find_python || may_install || fail_without_python
  [[ -x $VENV/bin/pip ]] || check_disk # what has begun needs less, an update little
}

check_system() {
  [[ $(uname -s) == Linux ]] ||
    fail "The assistant runs on Linux: this is $(uname -s), where a Linux machine or a virtual one would do."
  [[ $(getconf LONG_BIT) == 64 && $(uname -m) =~ ^(x86_64|aarch64)$ ]] ||
    fail "The assistant needs a 64-bit system (x86_64 or aarch64) and this one is $(uname -m) with" \
      "$(getconf LONG_BIT) bits: install the 64-bit edition of the system, on a Raspberry Pi also."
}

# The first python3 on PATH that will do, which is the system's own unless somebody chose another; then newer
# ones by name. A name on PATH may be a stub that starts nothing.
find_python() {
  local name minor names
  mapfile -t names < <(type -aP python3)
  for name in "${names[@]}" python3.13 python3.12 python3.11 python3.14; do
    minor=$("$name" -c 'import sys; print(sys.version_info.minor)' 2>/dev/null) || continue
    ((minor >= OLDEST_PYTHON && minor <= NEWEST_PYTHON)) || continue
    PYTHON=$name PYTHON_MINOR=$minor
    return
  done
  return 1
}

# What to ask apt for if there is none: Ubuntu 22.04 keeps a newer Python beside its own.
python_package() { if has_program python3; then echo "python3.$OLDEST_PYTHON"; else echo python3; fi; }

fail_without_python() {
  fail "The assistant needs Python 3.$OLDEST_PYTHON to 3.$NEWEST_PYTHON and finds" \
    "$(python3 --version 2>/dev/null || echo none): install one (on Debian and Ubuntu: sudo apt-get install" \
    "$(python_package) $(python_package)-venv) and run this again."
}

check_disk() {
  local free_kb
  free_kb=$(df -Pk "$ROOT" | awk 'NR == 2 { print $4 }')
  ((free_kb >= NEEDED_GB * 1024 * 1024)) ||
    fail "The set-up needs about $NEEDED_GB GB of free disk space and $ROOT has $((free_kb / 1024)) MB:" \
      "free some, or move this folder to a larger disk, and run this again."
}
