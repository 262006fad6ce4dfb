"""VERBS. A file per noun, a function per verb, four beats: gather → decide → keep → answer."""
