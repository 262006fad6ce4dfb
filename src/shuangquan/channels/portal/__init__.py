"""The portal: citizens, phone first."""
