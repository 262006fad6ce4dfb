"""审批台: where officers see what rules could not decide, and decide it."""
