"""Words that stand in a projected row and are read by more than one floor above."""

TAKEN_BACK = "taken_back"
WENT_ALONG = "went_along"
"""The reason of a task that is done and whose result does not count any more: taken back itself, or gone with what it rests on."""
