"""An app that shows the zone inside itself, as a province's app would."""
