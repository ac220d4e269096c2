"""Juesuan 决算."""
