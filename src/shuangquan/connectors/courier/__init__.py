"""The courier: certificates on their way to the door."""
