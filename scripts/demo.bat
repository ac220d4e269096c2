@echo off
rem Windows: set up a virtual environment, compile the example, and check what was made and what was published.
setlocal
cd /d "%~dp0.."
if not exist .venv\Scripts\juesuan.exe (
  py -3.11 -m venv .venv || exit /b 2
  rem Without typst everything but the report as PDF is made.
  .venv\Scripts\python -m pip install --quiet -e .[pdf] || .venv\Scripts\python -m pip install --quiet -e . || exit /b 2
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
echo That is the report as published. The same is in out\linjiang-2021.txt, and for programs in out\linjiang-2021.json.
echo.
echo Now the unit's year in examples\linjiang-2021, compiled into a report without a mistake, and checked:
.venv\Scripts\juesuan compile examples\linjiang-2021 -o out\linjiang-2021 || exit /b 2
.venv\Scripts\juesuan check out\linjiang-2021\report.docx out\linjiang-2021\tables.xlsx --fail-on warning -o out\linjiang-2021-compiled.txt || exit /b 2
echo No error, no warning: see out\linjiang-2021-compiled.txt.
echo Look at out\linjiang-2021\report.docx, and report.pdf, report.html and tables.xlsx beside it.
exit /b 0
