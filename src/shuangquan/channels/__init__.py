"""DOORS IN: parse → one action or query → render. No decisions; channels do not know each other."""
