@echo off
rem Windows: set up a virtual environment and check the example report.
setlocal
cd /d "%~dp0.."
if not exist .venv\Scripts\juesuan.exe (
  py -3.11 -m venv .venv || exit /b 2
  .venv\Scripts\python -m pip install --quiet -e . || exit /b 2
)
set PYTHONUTF8=1
if not exist out mkdir out
rem The checker exits with 1 since the example has mistakes; 2 is a failure.
.venv\Scripts\juesuan check examples\linjiang-2021\published\report.docx --format json -o out\linjiang-2021.json
if errorlevel 2 exit /b 2
.venv\Scripts\juesuan check examples\linjiang-2021\published\report.docx --format text -o out\linjiang-2021.txt
if errorlevel 2 exit /b 2
chcp 65001 >nul
type out\linjiang-2021.txt
echo.
echo The same is in out\linjiang-2021.txt, and for programs in out\linjiang-2021.json.
exit /b 0
