"""Conditions and decision tables: parsed once into a closed typed tree, evaluated over four forms of knowledge."""
