"""What the checker refuses, a file per family of faults."""
