# shellcheck shell=bash
# The language engine. llama-cpp-python comes as source only, so it is compiled here, for this processor, once.
# The result is kept outside the clone, where the next clone finds it.

LLAMA_FLAGS="-DGGML_NATIVE=ON -DLLAVA_BUILD=OFF" # every instruction this processor has; no image models
LLAMA_JOB_KB=1500000                             # memory one compiler may take

# The name of a build: another version, processor, C library or set of flags is another build.
llama_key() {
  local version seed
  version=$(sed -n 's/.*"llama-cpp-python==\([0-9.]*\)".*/\1/p' "$ROOT/pyproject.toml")
  seed=$(
    instructions
    getconf GNU_LIBC_VERSION
    echo "$LLAMA_FLAGS"
  )
  seed=$(sha256sum <<<"$seed")
  echo "$version-$(uname -m)-${seed:0:12}"
}

# The instructions a compiler may use on this processor. The kernel's list holds more, which comes and goes
# with kernel updates and changes no build.
instructions() {
  grep -m 1 -E '^(flags|Features)' /proc/cpuinfo | tr ' ' '\n' |
    grep -E '^(avx|amx|sse|ssse|pni|fma|f16c|bmi|abm|popcnt|movbe|asimd|fp|sve|sme|i8mm|bf16)' | sort
  grep -m 1 '^CPU part' /proc/cpuinfo || true # Arm: -mcpu=native also means this very core
}

llama_folder() { echo "$CACHE/wheels/$(llama_key)"; }
llama_wheel() { compgen -G "$(llama_folder)/*.whl" || true; }

build_llama() {
  local folder
  [[ -z $(llama_wheel) ]] || return 0
  folder=$(llama_folder)
  mkdir -p "$folder" || fail "The folder $folder cannot be written: set XDG_CACHE_HOME to one that can."
  exec 8<"$folder"
  flock --nonblock 8 || {
    say "  Another setup is compiling the language engine; waiting for it."
    flock 8
  }
  [[ -n $(llama_wheel) ]] || compile_llama "$folder"
  exec 8<&-
}

# Everything happens in a folder of its own; only a finished wheel is moved out, in one piece.
compile_llama() {
  rm -rf "$1"/building.* # from a build that was killed with -9
  local building
  building=$(mktemp -d "$1/building.XXXXXX")
  SCRATCH=$building
  mkdir "$building/tmp"
  say "  The language engine will now be compiled for this processor. That happens once: about 4 minutes on" \
    "two cores of a desktop, up to half an hour on a Raspberry Pi."
  get_llama_source "$building"
  # Not through pip's own cache: that knows nothing of flags and processors.
  step "Language engine" ninja_progress env \
    TMPDIR="$building/tmp" PYTHONPATH="$building/tools" PATH="$building/tools/bin:$PATH" \
    CMAKE_ARGS="$LLAMA_FLAGS" CMAKE_BUILD_PARALLEL_LEVEL="$(compile_jobs)" \
    "${PIP[@]}" wheel -v --no-cache-dir --no-deps --no-build-isolation --no-index \
    --wheel-dir "$building/wheel" "$building"/source/*.tar.gz
  mv "$building"/wheel/*.whl "$1/"
  rm -rf "$building"
  SCRATCH=''
}

get_llama_source() {
  step "Tools that compile it" pip_progress env TMPDIR="$1/tmp" \
    "${PIP[@]}" install --no-deps --require-hashes --only-binary :all: --target "$1/tools" \
    -r "$ROOT/requirements-build.lock"
  step "Its source, 77 MB" no_progress env \
    TMPDIR="$1/tmp" PYTHONPATH="$1/tools" PATH="$1/tools/bin:$PATH" \
    "${PIP[@]}" download --no-deps --no-build-isolation --no-binary :all: --require-hashes --dest "$1/source" \
    -r "$ROOT/requirements-llama.lock"
}

compile_jobs() {
  awk -v cores="$(nproc)" -v job="$LLAMA_JOB_KB" '/^MemAvailable/ {
    jobs = int($2 / job); if (jobs > cores) jobs = cores; print jobs < 1 ? 1 : jobs
  }' /proc/meminfo
}

ninja_progress() { grep -oE '^ *\[[0-9]+/[0-9]+\]' | tail -n 1 | tr -d '[]' | tr / ' '; }
