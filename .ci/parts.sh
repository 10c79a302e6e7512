# Read by .ci/run: what the parts of a run may take, on two cores with nothing built before, and what they took.
parts=(build tests sanitizers rest)
declare -A budget=([build]=720 [tests]=360 [sanitizers]=300 [rest]=420) seconds=() processor=()
# An hour of two processors: what other work on the machine takes from a run is not the fault of the run.
most_processor_seconds=7200
counted_seconds=$SECONDS counted_processor=0

# count_time PART: what has passed since the last call goes to the part, and what children used of the processors: on a
# machine with other work that says what a part costs.
count_time() {
  local used
  # Not `$(times)`, which would be about that subshell's children. Its second line is "12m3.456s 0m7.890s".
  times >"$scratch/times"
  used=$(awk 'NR == 2 { for (i = 1; i <= 2; ++i) { split($i, part, /[ms]/); sum += 60 * part[1] + part[2] } print int(sum) }' \
    "$scratch/times")
  seconds[$1]=$((${seconds[$1]:-0} + SECONDS - counted_seconds))
  processor[$1]=$((${processor[$1]:-0} + used - counted_processor))
  counted_seconds=$SECONDS counted_processor=$used
}

# print_parts: the table. A part over its budget is a warning, and so is a run of more than an hour; one that used two
# processors for more than an hour is a failure.
print_parts() {
  local part over used=0
  printf '%-12s %8s %8s  %-14s %s\n' part seconds budget verdict 'processor seconds'
  for part in "${parts[@]}"; do
    [ -n "${seconds[$part]:-}" ] || continue
    over=$((${seconds[$part]} - ${budget[$part]}))
    used=$((used + ${processor[$part]}))
    printf '%-12s %8d %8d  %-14s %d\n' "$part" "${seconds[$part]}" "${budget[$part]}" \
      "$([ $over -gt 0 ] && echo "over by $over" || echo within)" "${processor[$part]}"
  done
  printf '%-12s %8d %8d  %-14s %d\n' all "$SECONDS" 1800 "$([ "$SECONDS" -gt 1800 ] && echo "over by $((SECONDS - 1800))" || echo within)" "$used"
  [ "$SECONDS" -le 3600 ] || echo "WARNING: the whole took more than an hour"
  [ "$used" -le "$most_processor_seconds" ] || { echo "FAILED: the whole used two processors for more than an hour" && return 1; }
}
