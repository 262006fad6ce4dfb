"""`make faults`: an installation under load whose parts are killed, cut off, filled up and lied to; then an auditor judges what is left."""
