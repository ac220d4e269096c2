@echo off
rem Drop reports (or a folder of them) on this file: each is checked and its page opened.
setlocal
if not exist "%~dp0python\python.exe" goto unpacked
"%~dp0python\python.exe" -X utf8 "%~dp0check_dropped.py" %*
set result=%errorlevel%
if not %result%==0 pause
exit /b %result%

:unpacked
chcp 65001 >nul
echo 请先把压缩包整个解压，再使用其中的“检查报告”。
echo Unpack the whole archive first.
pause
exit /b 2
