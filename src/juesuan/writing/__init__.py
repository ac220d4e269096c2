"""Facts and a unit's profile → statements, narrative and files. Import from the modules: nothing is done here."""
