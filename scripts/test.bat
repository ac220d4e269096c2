@echo off
rem Windows: what `make test` does elsewhere.
setlocal
cd /d "%~dp0.."
if not exist .venv\Scripts\python.exe py -3.11 -m venv .venv || exit /b 1
.venv\Scripts\python -m pip install --quiet -e ".[dev]" || exit /b 1
set PYTHONUTF8=1
.venv\Scripts\ruff check . || exit /b 1
.venv\Scripts\mypy || exit /b 1
.venv\Scripts\lint-imports || exit /b 1
.venv\Scripts\python -m pytest || exit /b 1
