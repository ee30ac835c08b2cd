# shellcheck shell=bash
# What the set-up says, and how it runs a long step: quietly, with one line that tells how far it is.
# All of it goes to stderr, so that `scripts/run transcribe x.wav >words.txt` holds the words alone.

CHILD=''   # the step that is running, leader of its own process group
SCRATCH='' # a folder that is of no use when the set-up ends

say() { echo "$*" >&2; }

fail() { # fail SENTENCE: what is wrong and what to do
  say "$*"
  exit 1
}

on_terminal() { [[ -t 2 && ${TERM:-dumb} != dumb ]]; }

# Bash would leave a compiler running when it is told to stop itself.
leave_nothing_behind() {
  trap 'clean_up' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

clean_up() {
  if [[ -n $CHILD ]]; then
    local patience=50
    while ((patience--)) && kill -TERM -- "-$CHILD" 2>/dev/null; do
      sleep 0.1 # the compilers go after the program that started them
    done
  fi
  [[ -z $SCRATCH ]] || rm -rf "$SCRATCH"
}

# step TITLE PROGRESS COMMAND...
# PROGRESS is a function that reads the latest output and prints "READY TOTAL".
step() {
  local title=$1 progress=$2 began=$SECONDS status=0
  shift 2
  echo "== $title: $*" >>"$LOG"
  setsid "$@" >>"$LOG" 2>&1 </dev/null &
  CHILD=$!
  follow "$title" "$progress"
  wait "$CHILD" || status=$?
  CHILD=''
  on_terminal && printf '\r\e[K' >&2
  ((status == 0)) || fail_with_log "$title"
  say "  $title: done, $((SECONDS - began)) s"
}

follow() { # follow TITLE PROGRESS: until the child ends
  local told_at=$SECONDS told=0 ready total
  while kill -0 "$CHILD" 2>/dev/null; do
    read -r ready total < <(tail -c 200000 "$LOG" | "$2") || true
    if on_terminal; then
      printf '\r\e[K  %s%s' "$1" "${total:+: $ready of $total}" >&2
    elif ((${total:-0} && ready < total && 10 * ready / total > told && SECONDS >= told_at + 10)); then
      told=$((10 * ready / total)) told_at=$SECONDS
      say "  $1: ${told}0 %"
    fi
    sleep 0.1
  done
}

no_progress() { cat >/dev/null; }

fail_with_log() {
  say "  $1: failed. It said at the end:"
  tail -n 20 "$LOG" | cut -c 1-300 | sed 's/^/    /' >&2
  fail "All of it is in $LOG. Run the same command again when the cause is mended: it goes on from here."
}
