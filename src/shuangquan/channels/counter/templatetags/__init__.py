"""What templates of the counter load."""
