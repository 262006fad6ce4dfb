"""The words every floor shares: texts, knowledge, names of variables, actors, limits, the two kinds of error."""
