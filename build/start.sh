# Shared by run and qinglian: builds what is needed when something changed, then leaves the rest to the caller.
# Sourced, with $root set to the folder of the sources.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$@" >&2; }

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "${DOTNET_ROOT:-$HOME/.dotnet}/dotnet" ]; then
    PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
  fi
  if ! command -v dotnet >/dev/null; then
    say '没有找到 .NET。请先安装 .NET 10 SDK：https://dotnet.microsoft.com/download' \
        '.NET was not found. Install the .NET 10 SDK first: https://dotnet.microsoft.com/download'
    exit 1
  fi
}

need_tools() {
  if ! dotnet --list-sdks | grep -q '^10\.'; then
    say '需要 .NET 10 SDK，已安装的是：' 'The .NET 10 SDK is needed; installed are:' "$(dotnet --list-sdks)" \
        'https://dotnet.microsoft.com/download'
    exit 1
  fi
  local version
  version=$(node --version 2>/dev/null || true)
  version=${version#v}
  if [ "${version%%.*}" -lt 20 ] 2>/dev/null || [ -z "$version" ] || ! command -v npm >/dev/null; then
    say "需要 Node.js 20 或更新的版本（含 npm），现在是：${version:-没有}。请安装：https://nodejs.org" \
        "Node.js 20 or later (with npm) is needed; found: ${version:-none}. Install it: https://nodejs.org"
    exit 1
  fi
}

# True when a source, or a folder that lost or gained one, is newer than the mark. What the build writes itself is left out.
changed_since() {
  [ -e "$1" ] || return 0
  [ -n "$(find "$root/src" "$root/build" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" \
    \( -name node_modules -o -path '*/wwwroot/lib' \) -prune -o \
    \( -type f ! -name packages.lock.json -o -type d ! -path "$root/src/Web" ! -path "$root/src/Web/wwwroot" \) -newer "$1" -print -quit)" ]
}

# build PROJECT LIBRARY
build() {
  local mark="$root/artifacts/built-$1" library="$root/artifacts/bin/$1/release/$2"
  need_dotnet
  if [ -e "$library" ] && ! changed_since "$mark"; then return; fi
  need_tools
  mkdir -p "$root/artifacts"
  # run and qinglian may be started together; the second waits for the first.
  exec 9>"$root/artifacts/build.lock"
  flock 9 2>/dev/null || true
  if [ -e "$library" ] && ! changed_since "$mark"; then exec 9>&-; return; fi
  if [ -e "$library" ]; then
    say '源代码有变化，正在更新……  The sources changed, updating …'
  else
    say '首次启动：正在下载组件并编译，约需一分钟……' 'First start: fetching components and building, about a minute …'
  fi
  local log="$root/artifacts/build-$1.log" before="$root/artifacts/building-$1"
  touch "$before"
  if ! (cd "$root" && dotnet build "src/$1" -c Release -v q --nologo -clp:NoSummary) >"$log" 2>&1 9>&-; then
    say '编译失败：' 'The build failed:'
    { grep -E 'error|ERR' "$log" || cat "$log"; } | sort -u | head -n 20 >&2
    say "$log"
    exit 1
  fi
  # What was edited during the build counts as changed.
  if changed_since "$before"; then mv "$before" "$mark"; else rm "$before"; touch "$mark"; fi
  exec 9>&-
}
