"""Findings → text and JSON; more formats follow. Import from the modules: nothing is done here."""
