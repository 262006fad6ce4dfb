"""标准台: where standards are written, checked, signed and put online."""
