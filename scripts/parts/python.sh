# shellcheck shell=bash
# The Python environment in .venv. While it is being changed it holds the file .unfinished: whoever finds that
# knows that the change was cut short, and makes .venv anew. pip keeps what it downloaded, so little is lost.

PIP=("$VENV/bin/python" -m pip)

# Somebody's settings for another Python or another project are not for this one.
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX
export PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1

lock_file() {
  case $1 in
    run) echo "$ROOT/requirements.lock" ;;
    dev) echo "$ROOT/requirements-dev.lock" ;;
  esac
}

make_venv() {
  ! venv_is_sound || return 0
  [[ ! -e $VENV/bin ]] || say "  .venv was cut short, moved, or made by another Python: making it anew."
  # All but the log, which is being written.
  find "$VENV/" -mindepth 1 -maxdepth 1 ! -name "${LOG##*/}" -exec rm -rf {} +
  begin_change
  step "Python environment" no_progress "$PYTHON" -m venv "$VENV"
  end_change
}

# Made to the end, in this place (its programs name their Python by its full path), by a Python that still runs.
venv_is_sound() {
  [[ ! -e $UNFINISHED && -x $VENV/bin/pip ]] &&
    grep -qF -e "!$VENV/bin/python" -e "\"$VENV/bin/python" "$VENV/bin/pip" &&
    "$VENV/bin/python" -c 'import pip' 2>/dev/null
}

begin_change() {
  rm -f "$VENV"/.ready-*
  touch "$UNFINISHED"
  mkdir -p "$VENV/tmp" # /tmp may be memory, and small
}

end_change() {
  rm -rf "$VENV/tmp"
  rm "$UNFINISHED"
}

install_packages() {
  begin_change
  # The lock file is complete, hence --no-deps. Everything in it is ready-made: nothing is compiled here.
  step "Python packages, about 200 MB" pip_progress env TMPDIR="$VENV/tmp" \
    "${PIP[@]}" install --no-deps --require-hashes --only-binary :all: -r "$(lock_file "$1")"
  end_change
}

install_llama_and_ourselves() {
  begin_change
  # Reinstalled even if it has the same version: it may have been compiled for another processor.
  step "Language engine into .venv" no_progress \
    "${PIP[@]}" install --no-deps --no-index --force-reinstall "$(llama_wheel)"
  step "Voice assistant" no_progress \
    "${PIP[@]}" install --no-deps --no-index --no-build-isolation --editable "$ROOT"
  step "Engine and sound, loaded as a trial" no_progress \
    "$VENV/bin/python" -c 'import llama_cpp, sounddevice'
  end_change
}

# One line of pip for each line of the lock file, whether it is wanted on this machine or not.
pip_progress() {
  grep -oE '^(==|Collecting|Ignoring|Requirement already).*' | awk '
    /^==/ { file = $0; sub(/.* -r /, "", file); done = 0; next }
    { done++ }
    END {
      while ((getline line < file) > 0) total += line ~ /==/
      print done, total
    }'
}
