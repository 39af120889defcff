#!/usr/bin/env bash
# The benchmarks: every figure is a ratio taken in one run beside the machine's own limit; raw rounds are printed.
# usage: bash bench.sh [MARKS] [STANDARDS]   (default 100000 authorisations, and 100000 standards; the issue's figure is at
# 1000000 authorisations)
set -euo pipefail
cd "$(dirname "$0")"
marks=${1:-100000}
standards=${2:-100000}
work=${BENCH_DIR:-$PWD/target/bench-data}
port=${BENCH_PORT:-18080}
command -v wrk >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends wrk; }
mkdir -p "$work"
command -v python3 >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv; }
cargo build --locked --release -q -p documents --example press_rate -p ledger --example verify_rate -p policy --example sweep_rate --example duty_rate --example table_rate \
  -p registry --example group_commit --example long_dossier --example fill_rate --example fill_standards --example many_comments \
  -p site --example bench_serve -p pzb --bin pzb
bin=target/release/examples
[ -n "${CARGO_TARGET_DIR:-}" ] && bin=$CARGO_TARGET_DIR/release/examples

echo "# machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(uname -r), $(date -u +%F)"
echo; echo "## ledger: full verification beside SHA-256 over the same bytes"
"$bin/verify_rate"
echo; echo "## policy: every rule over a million dossiers in memory"
"$bin/sweep_rate"
echo; echo "## policy: the duties of clause 4 over a million drafting roles in memory"
"$bin/duty_rate"
echo; echo "## policy: the comparison tables of 100,000 standards judged in memory, and one of 200 rows read and judged"
"$bin/table_rate"
echo; echo "## registry: durable acts per fdatasync, 64 writers"
group_commit=$(realpath "$bin/group_commit")
(cd "$work" && "$group_commit" 7)
echo; echo "## registry: what an act costs as the dossier that it is about grows; one firm, many acts waiting together"
long_dossier=$(realpath "$bin/long_dossier")
(cd "$work" && "$long_dossier" 4000 500)
echo; echo "## registry: what an entry costs as the folder grows: $marks authorisations filled through the one door, one core"
taskset -c 0 "$bin/fill_rate" "$work/marks-$marks" "$marks"

echo; echo "## registry: $standards standards of 30 rows against three each filled through the one door, one core"
taskset -c 0 "$bin/fill_standards" "$work/standards-$standards" "$standards"
for comments in 1000 5000; do
  echo; echo "## registry: an act on a project with $comments comments, and a vote there"
  rm -rf "$work/comments-$comments" "$work/votes-$comments"
  taskset -c 0 "$bin/many_comments" "$work/comments-$comments" "$comments"
  taskset -c 0 "$bin/many_comments" "$work/votes-$comments" "$comments" vote | grep vote
done
echo; echo "## pzb: one table of 200 rows against twelve standards, whole processes beside openpyxl; one core, rounds in turn"
openpyxl=$work/openpyxl
if ! "$openpyxl/bin/python" -c 'import openpyxl' 2>/dev/null; then
  python3 -m venv "$openpyxl" && "$openpyxl/bin/pip" install -q openpyxl==3.1.5
fi
rm -rf "$work/import"
taskset -c 0 "$openpyxl/bin/python" bench/import_cost.py "$(dirname "$bin")/pzb" "$work/import" 7

echo; echo "## documents: certificates a second, each with other names, beside WeasyPrint on the same page; one core, rounds in turn"
weasy=$work/weasyprint
if ! "$weasy/bin/python" -c 'import weasyprint, segno' 2>/dev/null; then
  ldconfig -p | grep -q libpangoft2 || {
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  }
  python3 -m venv "$weasy" && "$weasy/bin/pip" install -q weasyprint==70.0 segno==1.6.6
fi
taskset -c 0 "$bin/press_rate" 1 20 | head -n 1
# The faces as they come from their makers, before we put them on a coarser grid and into other curves for our press.
faces=$work/faces
mkdir -p "$faces"
for face in ZhuqueFangsong-Regular NotoSerifCJKsc-Bold NotoSansSC-Regular; do
  git show "6fa6ba1:crates/documents/fonts/$face.otf" >"$faces/$face.otf"
done
echo "round  press/s  weasyprint/s  ratio  weasyprint bytes  with the faces as they come: weasyprint/s  ratio  bytes"
for round in 1 2 3 4 5 6 7; do
  ours=$(taskset -c 0 "$bin/press_rate" 1 200 | awk 'END {print $2}')
  theirs=$(taskset -c 0 "$weasy/bin/python" bench/weasyprint_rate.py 1 8 $((round * 100)))
  come=$(taskset -c 0 "$weasy/bin/python" bench/weasyprint_rate.py 1 8 $((round * 100)) "$faces")
  awk -v r="$round" -v o="$ours" -v t="${theirs% *}" -v b="${theirs#* }" -v c="${come% *}" -v d="${come#* }" \
    'BEGIN {printf "%5d  %7.1f  %12.2f  %5.0f  %16d  %41.2f  %5.0f  %5d\n", r, o, t, o / t, b, c, o / c, d}'
done

echo; echo "## site: the page behind a code beside a bare handler of the same server with a body of the same size, one core, $marks authorisations, one code in ten unknown"
serve() { # FOLDER: starts the server and waits until it listens
  : >"$work/serve.log" # what the last one said must not be taken for this one's
  taskset -c 0 "$bin/bench_serve" "$1" "$port" >>"$work/serve.log" 2>&1 &
  server=$!
  until grep -q listening "$work/serve.log"; do
    kill -0 "$server" || { cat "$work/serve.log"; exit 1; }
    sleep 0.01
  done
}
stop() { # ends the server; one that ended otherwise than by our signal has failed
  local ended=0
  kill "$server"
  wait "$server" || ended=$?
  [ "$ended" -eq 0 ] || [ "$ended" -eq $((128 + 15)) ] || { cat "$work/serve.log"; exit 1; }
}
cold() { # WORDS: from the start of the process to the first page; the server goes on
  echo "cold start, files of the folder $1:"
  local started
  started=$(date +%s.%N)
  serve "$work/marks-$marks"
  grep opened "$work/serve.log"
  curl -s -o /dev/null -w '  first page: %{http_code}, %{size_download} bytes, %{time_total} s\n' "http://127.0.0.1:$port/v/$code"
  awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN {printf "  from the start of the process to the first page: %.3f s\n", b - a}'
}
code=$(head -n 1 "$work/marks-$marks/codes.txt")
for file in "$work/marks-$marks"/registry.db*; do
  sync "$file"
  dd of="$file" oflag=nocache conv=notrunc,fdatasync count=0 status=none
done
cold "not in memory"
trap 'kill "$server"' EXIT
stop
cold "in memory"
grep bytes "$work/serve.log"
export CODES=$work/marks-$marks/codes.txt UNKNOWN=$work/marks-$marks/unknown.txt
# run PORT SECONDS PREFIX ACCEPT: answers a second; one code in ten is on no goods
run() { PREFIX=$3 taskset -c 1 wrk -t1 -c32 -d"$2"s -H "accept: $4" -s bench/codes.lua "http://127.0.0.1:$1" | awk '/Requests\/sec/ {print $2}'; }
bare=$((port + 1)) inside=$((port + 2))
cpu() { awk '{print $14 + $15}' "/proc/$server/stat"; }
# measure PORT PREFIX ACCEPT: answers a second, and microseconds of the server's processor time for each
measure() {
  local before after rate
  before=$(cpu); rate=$(run "$1" 4 "$2" "$3"); after=$(cpu)
  awk -v r="$rate" -v t="$((after - before))" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.0f %.1f", r, t / hz * 1e6 / (r * 4)}'
}
# By wall clock, and by processor time, which other programs of the machine disturb less.
compare() { # NAME ACCEPT PREFIX-OF-THE-BARE
  run "$port" 2 /v/ "$2" >/dev/null; run "$bare" 2 "$3" "$2" >/dev/null; run "$inside" 2 "$3" "$2" >/dev/null
  echo "$1; us: processor time an answer; inside: the bare handler with what surrounds every page"
  echo "round  page/s  bare/s  inside/s  page-us  bare-us  inside-us  page:bare  page:inside  by-cpu  by-cpu-inside"
  for round in 1 2 3 4 5 6 7; do
    echo "$round $(measure "$port" /v/ "$2") $(measure "$bare" "$3" "$2") $(measure "$inside" "$3" "$2")" |
      awk '{printf "%5d  %6.0f  %6.0f  %8.0f  %7.1f  %7.1f  %9.1f  %9.2f  %11.2f  %6.2f  %13.2f\n",
        $1, $2, $4, $6, $3, $5, $7, $2 / $4, $2 / $6, $5 / $3, $7 / $3}'
  done
}
compare HTML text/html /v/
compare JSON application/json /json/

stop
pages() { # FOLDER SUITE: what the pages of a folder cost, one request at a time
  serve "$1"
  grep opened "$work/serve.log"
  taskset -c 1 python3 bench/page_cost.py "$server" "$port" "$1" "$2"
  stop
}
echo; echo "## site: pages over $standards standards, one core, one request at a time, beside the bare handler; milliseconds"
pages "$work/standards-$standards" standards
echo; echo "## site: the same right after an entry each, and each as the first page of a server; milliseconds by the clock and of the processor"
serve "$work/standards-$standards"
taskset -c 1 python3 bench/page_cost.py "$server" "$port" "$work/standards-$standards" after
stop
page=0 ended=0
while [ "$ended" -eq 0 ]; do
  serve "$work/standards-$standards"
  taskset -c 1 python3 bench/page_cost.py "$server" "$port" "$work/standards-$standards" first "$page" || ended=$?
  stop
  page=$((page + 1))
done
[ "$ended" -eq 3 ]
for comments in 1000 5000; do
  echo; echo "## site: pages of a project with $comments comments, in the same way"
  pages "$work/comments-$comments" comments
done
trap - EXIT
