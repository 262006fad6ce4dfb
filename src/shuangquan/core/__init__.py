"""PURE: values in, values out. No Django, clock, random, disk, log or network in this floor."""
