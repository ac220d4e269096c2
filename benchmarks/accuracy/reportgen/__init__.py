"""Made-up yearly accounts with known faults. Independent of the checker: nothing of it is imported here."""
