"""`make bench`: the figures of the README, all from one run on this machine. Ratios are against something else in the same run."""
