# test_page.sh WEB SCRIPT NEEDED: runs `npm run SCRIPT` in WEB, or says why not and ends with 77.
if [ ! -f "$1/dist/report.html" ]; then
  echo "left out: the report page is not built (cmake --build FOLDER --target report_page)"
  exit 77
fi
if [ ! -x "$3" ]; then
  echo "left out: $3 is not installed"
  exit 77
fi
cd "$1" && exec npm run "$2"
