"""Memory: the one Django app with tables. Rows, migrations, load and append; no decisions."""
