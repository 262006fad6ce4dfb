"""A small client of the API, and a whole matter done with it. Standard library only: copy it and change it."""
