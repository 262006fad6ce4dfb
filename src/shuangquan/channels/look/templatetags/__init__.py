"""What templates shared by doors load."""
