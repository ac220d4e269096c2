@echo off
"%~dp0python\python.exe" -X utf8 -m juesuan %*
exit /b %errorlevel%
